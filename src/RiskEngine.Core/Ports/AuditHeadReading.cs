namespace RiskEngine.Core;

/// <summary>What a trail says of its head: one of the nested records.</summary>
public abstract record AuditHeadReading
{
    private AuditHeadReading() { }

    /// <summary>The head as noted.</summary>
    /// <param name="Head">The head; <see cref="AuditHead.Empty"/> before the first row.</param>
    public sealed record Known(AuditHead Head) : AuditHeadReading;

    /// <summary>The note cannot be read.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : AuditHeadReading;
}
