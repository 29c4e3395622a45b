using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>The account-wide cancels that a node knows of: immutable, and changed by <see cref="AccountNewsRules.Decide"/> alone.</summary>
public sealed record AccountNewsState
{
    private AccountNewsState(NodeName self, PassingLimits limits) => (Self, Limits) = (self, limits);

    /// <summary>This node.</summary>
    public NodeName Self { get; }

    /// <summary>What it obeys.</summary>
    public PassingLimits Limits { get; }

    /// <summary>What was heard last of who lives; it stays while the store is away.</summary>
    internal ClusterView View { get; init; } = ClusterView.Nothing;

    /// <summary>Those of sessions here, until every other node knows that they are over.</summary>
    internal ImmutableDictionary<SessionKey, Notice> Own { get; init; } = ImmutableDictionary<SessionKey, Notice>.Empty;

    /// <summary>Those that other nodes have told of, and that are not over.</summary>
    internal ImmutableDictionary<SessionKey, AccountCancelNews> Others { get; init; } =
        ImmutableDictionary<SessionKey, AccountCancelNews>.Empty;

    /// <summary>How many notices there were.</summary>
    internal long Notices { get; init; }

    /// <summary>A node that has heard nothing yet.</summary>
    /// <param name="self">The node.</param>
    /// <param name="limits">How long it waits for an answer, and until it asks again.</param>
    public static AccountNewsState Initial(NodeName self, PassingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(self);
        ArgumentNullException.ThrowIfNull(limits);
        return new AccountNewsState(self, limits);
    }

    /// <summary>What other nodes are told of a session here.</summary>
    /// <param name="Number">Its number: answers to what was said before it count no more.</param>
    /// <param name="News">What is said.</param>
    /// <param name="Until">When it is said no more, since everybody takes the cancel for over by then.</param>
    /// <param name="Nodes">Who is told.</param>
    internal sealed record Notice(
        long Number,
        AccountCancelNews News,
        TimeSpan Until,
        ImmutableDictionary<NodeName, Told> Nodes
    )
    {
        internal ValueList<NodeName> Unheard =>
            Nodes
                .Where(x => !x.Value.HasHeard)
                .Select(x => x.Key)
                .OrderBy(x => x.Value, StringComparer.Ordinal)
                .ToValueList();
    }

    /// <summary>How it stands with a node.</summary>
    /// <param name="HasHeard">Whether it has said that it knows.</param>
    /// <param name="AgainAt">When it is told again; null: its answer is awaited, or it has heard.</param>
    internal sealed record Told(bool HasHeard, TimeSpan? AgainAt);
}
