namespace RiskEngine.Core;

/// <summary>Who lives and who runs which session, as a node heard it last. It may be out of date: only a lease gives a right.</summary>
/// <param name="Live">The live nodes.</param>
/// <param name="Holders">Who has which lease.</param>
public sealed record ClusterView(ValueList<ClusterNode> Live, ValueList<SessionHolder> Holders)
{
    /// <summary>Nothing was heard yet.</summary>
    public static readonly ClusterView Nothing = new([], []);

    /// <summary>Nodes that are no longer listed as live and still hold a session: they may be reached all the same.</summary>
    public ValueList<ClusterNode> Silent { get; init; } = [];

    /// <summary>Every session that a live node could run, or that anybody runs, in the order of their names.</summary>
    public ValueList<SessionKey> Sessions =>
        Live.SelectMany(x => x.Sessions)
            .Concat(Holders.Select(x => x.Session))
            .Distinct()
            .OrderBy(x => $"{x}", StringComparer.Ordinal)
            .ToValueList();

    /// <summary>The node that runs a session; null: none is known to.</summary>
    public NodeName? HolderOf(SessionKey session) => Holders.FirstOrDefault(x => x.Session == session)?.Node;

    /// <summary>A node with its address; null: it is not known.</summary>
    public ClusterNode? NodeOf(NodeName name) => Live.Concat(Silent).FirstOrDefault(x => x.Name == name);

    /// <summary>Every node but one, whom the rest may want to be told.</summary>
    public IEnumerable<ClusterNode> Others(NodeName self) => Live.Concat(Silent).Where(x => x.Name != self);

    /// <summary>What is known when this was heard after it.</summary>
    public ClusterView Hearing(ValueList<ClusterNode> live, ValueList<SessionHolder> holders) =>
        new(live, holders)
        {
            Silent = Live.Concat(Silent)
                .Where(x => live.All(y => y.Name != x.Name) && holders.Any(y => y.Node == x.Name))
                .ToValueList(),
        };
}
