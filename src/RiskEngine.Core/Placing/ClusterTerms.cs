namespace RiskEngine.Core;

/// <summary>How long nodes trust what they last heard; the same on every node of a cluster.</summary>
public sealed record ClusterTerms
{
    /// <summary>How much longer than its duration a lease that was not given back is kept from others: one tenth.</summary>
    /// <remarks>Two machines' running clocks differ by far less, and the holder's began before the store's.</remarks>
    private const double Allowance = 1.1;

    /// <summary>Sets the terms.</summary>
    /// <param name="leaseDuration">How long a lease holds after the store was asked for it or to renew it; above zero.</param>
    /// <param name="silenceLimit">After how long without a heartbeat a node is no longer live; above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is not above zero.</exception>
    public ClusterTerms(TimeSpan leaseDuration, TimeSpan silenceLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(leaseDuration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(silenceLimit, TimeSpan.Zero);
        (LeaseDuration, SilenceLimit) = (leaseDuration, silenceLimit);
    }

    /// <summary>How long a lease holds after the store was asked for it or to renew it.</summary>
    public TimeSpan LeaseDuration { get; }

    /// <summary>After how long without a heartbeat a node is no longer live.</summary>
    public TimeSpan SilenceLimit { get; }

    /// <summary>How long the store keeps a lease from others after it was granted or renewed.</summary>
    public TimeSpan KeptFromOthers => LeaseDuration * Allowance;
}
