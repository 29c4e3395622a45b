using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>All that a node knows of its cluster: immutable, and changed by <see cref="PlacingRules.Decide"/> alone.</summary>
public sealed record PlacingState
{
    private PlacingState(ClusterNode node, PlacingLimits limits, TimeSpan now) =>
        (Node, Limits, RoundAt, HeardAt) = (node, limits, now, now);

    /// <summary>This node.</summary>
    public ClusterNode Node { get; }

    /// <summary>What it obeys.</summary>
    public PlacingLimits Limits { get; }

    /// <summary>The leases whose guardians run here, or are about to stop.</summary>
    public IEnumerable<SessionLease> Leases => Seats.Values.Select(x => x.Lease);

    internal Standing Is { get; init; } = Standing.Joining;

    internal Membership? Membership { get; init; }

    internal ImmutableSortedDictionary<string, Seat> Seats { get; init; } =
        ImmutableSortedDictionary.Create<string, Seat>(StringComparer.Ordinal);

    /// <summary>What the store was asked and has not answered: no question is asked twice at once.</summary>
    internal ImmutableHashSet<Asked> Pending { get; init; } = [];

    internal ValueList<ClusterNode>? Live { get; init; }

    /// <summary>What was seen of the leases; null: the last reading failed, or there was none.</summary>
    internal LeaseWatch? Watch { get; init; }

    /// <summary>When the leases were last asked for.</summary>
    internal TimeSpan ReadAskedAt { get; init; }

    internal TimeSpan RoundAt { get; init; }

    /// <summary>When the store answered last; the start counts as well.</summary>
    internal TimeSpan HeardAt { get; init; }

    /// <summary>Whether order entry is halted for want of the store.</summary>
    internal bool IsLost { get; init; }

    /// <summary>When it opens again, if nothing else happens; null: the store has not answered since it was lost.</summary>
    internal TimeSpan? BackAt { get; init; }

    /// <summary>A node that has not joined yet.</summary>
    /// <param name="node">This node.</param>
    /// <param name="limits">What it obeys.</param>
    /// <param name="now">Now, on the running clock.</param>
    public static PlacingState Initial(ClusterNode node, PlacingLimits limits, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(limits);
        return new PlacingState(node, limits, now);
    }

    internal enum Standing
    {
        Joining,
        Member,
        Replaced,
        Leaving,
    }

    /// <summary>A session whose guardian is here.</summary>
    internal sealed record Seat(SessionLease Lease, SeatPhase Phase);

    internal enum SeatPhase
    {
        Running,

        /// <summary>It stops, and the lease is given back after.</summary>
        HandingOver,

        /// <summary>It stops, and the lease is gone already.</summary>
        FencedOut,
    }

    /// <summary>A question to the store.</summary>
    internal abstract record Asked
    {
        private Asked() { }

        internal sealed record ToJoin : Asked;

        internal sealed record WhoLives : Asked;

        internal sealed record WhoHolds : Asked;

        internal sealed record ToGoOn : Asked;

        internal sealed record For(SessionKey Session) : Asked;
    }
}
