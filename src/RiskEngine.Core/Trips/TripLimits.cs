namespace RiskEngine.Core;

/// <summary>At what the engine engages by itself; null: never. The reasons stand beside the keys in <c>akka.hocon</c>.</summary>
public sealed record TripLimits
{
    /// <summary>Failures of one session's guardian.</summary>
    public CountLimit? GuardianFailures { get; init; }

    /// <summary>Cancels of one session that ended Unconfirmed or Partial.</summary>
    public CountLimit? UnprovenCancels { get; init; }

    /// <summary>How long the kill switch's store may fail.</summary>
    public TimeSpan? StoreLost { get; init; }

    /// <summary>Whether a strategy that is watched and lost is stopped.</summary>
    public bool StrategyLoss { get; init; }

    /// <summary>How far the exchange's clock and ours may be apart.</summary>
    public TimeSpan? ClockSkew { get; init; }

    /// <summary>Messages of one strategy, over all its sessions: private requests and leases.</summary>
    public CountLimit? Messages { get; init; }

    /// <summary>The same private request of one strategy in one session, its client order id aside.</summary>
    public CountLimit? RepeatedOrders { get; init; }
}
