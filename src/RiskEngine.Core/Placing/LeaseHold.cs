namespace RiskEngine.Core;

/// <summary>One lease as it is at each moment, for whoever is about to send (I9). Safe for concurrent use; asks nobody.</summary>
public sealed class LeaseHold
{
    private SessionLease? _lease;

    /// <summary>Holds a lease that was just granted.</summary>
    public LeaseHold(SessionLease lease)
    {
        ArgumentNullException.ThrowIfNull(lease);
        (_lease, Token) = (lease, lease.Token);
    }

    /// <summary>Which of the session's leases it is.</summary>
    public FencingToken Token { get; }

    /// <summary>What the lease permits.</summary>
    /// <param name="running">Now, on the running clock.</param>
    public LeaseStanding At(TimeSpan running) =>
        Volatile.Read(ref _lease) is not { } lease ? LeaseStanding.FencedOut
        : lease.HoldsAt(running) ? LeaseStanding.Held
        : LeaseStanding.InDoubt;

    /// <summary>The lease goes on. One that was fenced out never comes back, nor does another token's renewal count.</summary>
    public void Renewed(SessionLease lease)
    {
        ArgumentNullException.ThrowIfNull(lease);
        if (lease.Token == Token && Volatile.Read(ref _lease) is { } known)
            Interlocked.CompareExchange(ref _lease, lease, known);
    }

    /// <summary>Nothing may be sent from now on.</summary>
    public void FencedOut() => Volatile.Write(ref _lease, null);
}
