using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>All that a node knows of the messages that it passes on: immutable, and changed by <see cref="PassingRules.Decide"/> alone.</summary>
public sealed record PassingState
{
    private PassingState(ClusterNode self, PassingLimits limits) => (Self, Limits) = (self, limits);

    /// <summary>This node.</summary>
    public ClusterNode Self { get; }

    /// <summary>What it obeys.</summary>
    public PassingLimits Limits { get; }

    /// <summary>What was heard last of who runs what; it stays while the store is away.</summary>
    public ClusterView View { get; private init; } = ClusterView.Nothing;

    internal ImmutableSortedDictionary<long, Passed> Pending { get; init; } =
        ImmutableSortedDictionary<long, Passed>.Empty;

    /// <summary>A node that has heard nothing yet.</summary>
    /// <param name="self">The node.</param>
    /// <param name="limits">What it obeys.</param>
    public static PassingState Initial(ClusterNode self, PassingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(self);
        ArgumentNullException.ThrowIfNull(limits);
        return new PassingState(self, limits);
    }

    /// <summary>The node that runs a session, with its address; null: none is known to.</summary>
    internal ClusterNode? HolderOf(SessionKey session) =>
        View.HolderOf(session) is not { } name ? null
        : name == Self.Name ? Self
        : View.NodeOf(name);

    /// <summary>Whether anybody could run the session, as far as was heard.</summary>
    internal bool MayExist(SessionKey session) =>
        View == ClusterView.Nothing || Self.Sessions.Contains(session) || View.Sessions.Contains(session);

    internal PassingState Know(ClusterView view) => this with { View = view };
}
