namespace RiskEngine.Core;

/// <summary>What a node of a cluster does: one of the nested records, carried out in the order decided.</summary>
public abstract record PlacingEffect
{
    private PlacingEffect() { }

    /// <summary>Enter the roster.</summary>
    public sealed record Join : PlacingEffect;

    /// <summary>Tell the roster that the node lives.</summary>
    /// <param name="Membership">As whom.</param>
    public sealed record Beat(Membership Membership) : PlacingEffect;

    /// <summary>Leave the roster.</summary>
    /// <param name="Membership">As whom.</param>
    public sealed record Leave(Membership Membership) : PlacingEffect;

    /// <summary>Read who has which lease.</summary>
    public sealed record ReadLeases : PlacingEffect;

    /// <summary>Ask for a session.</summary>
    /// <param name="Session">Which.</param>
    /// <param name="Ended">The lease that was watched to its end; null: the session is free.</param>
    public sealed record Acquire(SessionKey Session, SeenLease? Ended) : PlacingEffect;

    /// <summary>Extend leases.</summary>
    /// <param name="Leases">Which.</param>
    public sealed record Renew(ValueList<SessionLease> Leases) : PlacingEffect;

    /// <summary>Give a lease back.</summary>
    /// <param name="Lease">Which.</param>
    public sealed record Release(SessionLease Lease) : PlacingEffect;

    /// <summary>Start a session's guardian.</summary>
    /// <param name="Lease">By which right.</param>
    public sealed record Start(SessionLease Lease) : PlacingEffect;

    /// <summary>Tell a guardian that its lease goes on.</summary>
    /// <param name="Lease">The lease with its new end.</param>
    public sealed record Keep(SessionLease Lease) : PlacingEffect;

    /// <summary>Stop a guardian that may send nothing more, at once.</summary>
    /// <param name="Lease">The lease that it has lost.</param>
    public sealed record FenceOut(SessionLease Lease) : PlacingEffect;

    /// <summary>Stop a guardian so that another node can have its session.</summary>
    /// <param name="Lease">The lease, which still holds.</param>
    /// <param name="EvenIfBusy">Whether it must, whatever it has in hand.</param>
    public sealed record HandOver(SessionLease Lease, bool EvenIfBusy) : PlacingEffect;

    /// <summary>Who holds which session on a live node, for those who send there.</summary>
    /// <param name="Live">The live nodes.</param>
    /// <param name="Holders">Who has which lease, and those whose lease may still hold.</param>
    public sealed record ViewChanged(ValueList<ClusterNode> Live, ValueList<SessionHolder> Holders) : PlacingEffect;

    /// <summary>Halt order entry: the store has not answered for longer than it may.</summary>
    public sealed record CoordinationLost : PlacingEffect;

    /// <summary>The store answers again: what it knows decides.</summary>
    public sealed record CoordinationBack : PlacingEffect;

    /// <summary>Say loudly that another process runs under this node's name: this one has given up everything.</summary>
    public sealed record NameTaken : PlacingEffect;
}
