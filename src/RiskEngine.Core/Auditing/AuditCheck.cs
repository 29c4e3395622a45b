namespace RiskEngine.Core;

/// <summary>What came of checking a trail where it is kept: one of the nested records.</summary>
public abstract record AuditCheck
{
    private AuditCheck() { }

    /// <summary>The trail was read as far as it is good.</summary>
    /// <param name="Verdict">What was found.</param>
    public sealed record Done(AuditVerdict Verdict) : AuditCheck;

    /// <summary>The trail could not be looked at. Proves nothing of it.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record NotDone(StoreFailure Failure) : AuditCheck;
}
