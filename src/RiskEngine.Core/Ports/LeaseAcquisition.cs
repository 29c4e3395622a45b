namespace RiskEngine.Core;

/// <summary>What asking for a session came to: one of the nested records.</summary>
public abstract record LeaseAcquisition
{
    private LeaseAcquisition() { }

    /// <summary>Proves that no other node holds the session until the lease ends.</summary>
    /// <param name="Lease">The lease; its token is above every earlier one of the session.</param>
    public sealed record Granted(SessionLease Lease) : LeaseAcquisition;

    /// <summary>The session is taken, or was until a moment ago and is still kept from others.</summary>
    /// <param name="Holder">By whom.</param>
    public sealed record Taken(SessionHolder Holder) : LeaseAcquisition;

    /// <summary>Nobody knows whether the session is free; this node has no lease of it.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : LeaseAcquisition;
}
