namespace RiskEngine.Core;

/// <summary>What a store says of the leases: one of the nested records.</summary>
public abstract record LeasesReading
{
    private LeasesReading() { }

    /// <summary>Every lease that was granted and not given back, whether it has ended or not.</summary>
    /// <param name="Leases">The latest of each session, in the order of the sessions' names.</param>
    public sealed record Known(ValueList<SeenLease> Leases) : LeasesReading;

    /// <summary>The leases cannot be read.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : LeasesReading;
}
