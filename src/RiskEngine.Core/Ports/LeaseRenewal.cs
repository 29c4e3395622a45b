namespace RiskEngine.Core;

/// <summary>What became of leases that were to be extended: one of the nested records.</summary>
public abstract record LeaseRenewal
{
    private LeaseRenewal() { }

    /// <summary>The store answered for every lease that was named.</summary>
    /// <param name="Leases">Those that go on, with their new ends. The others are lost.</param>
    public sealed record Answered(ValueList<SessionLease> Leases) : LeaseRenewal;

    /// <summary>No lease is known to be extended: each ends when it says, unless a later renewal succeeds.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : LeaseRenewal;
}
