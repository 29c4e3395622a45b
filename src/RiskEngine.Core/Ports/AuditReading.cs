namespace RiskEngine.Core;

/// <summary>What a trail says when rows are read: one of the nested records.</summary>
public abstract record AuditReading
{
    private AuditReading() { }

    /// <summary>Rows in the order of their numbers; fewer than asked for at the end of the trail.</summary>
    /// <param name="Rows">The rows.</param>
    public sealed record Page(ValueList<AuditRow> Rows) : AuditReading;

    /// <summary>The rows cannot be read.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : AuditReading;
}
