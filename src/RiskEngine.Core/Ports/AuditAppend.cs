namespace RiskEngine.Core;

/// <summary>What became of entries that were to be added: one of the nested records.</summary>
public abstract record AuditAppend
{
    private AuditAppend() { }

    /// <summary>Proves that the rows outlive any crash.</summary>
    /// <param name="Head">How far the trail goes now.</param>
    public sealed record Kept(AuditHead Head) : AuditAppend;

    /// <summary>The entries are not known to be kept. Appended again, they are kept once.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : AuditAppend;
}
