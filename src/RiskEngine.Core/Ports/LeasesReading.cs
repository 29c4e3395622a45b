namespace RiskEngine.Core;

/// <summary>What a store says of the leases: one of the nested records.</summary>
public abstract record LeasesReading
{
    private LeasesReading() { }

    /// <summary>Every lease that is kept from others.</summary>
    /// <param name="Holders">Who has which session, each session at most once.</param>
    public sealed record Known(ValueList<SessionHolder> Holders) : LeasesReading;

    /// <summary>The leases cannot be read.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : LeasesReading;
}
