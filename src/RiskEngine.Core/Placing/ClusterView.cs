namespace RiskEngine.Core;

/// <summary>Who lives and who runs which session, as a node heard it last. It may be out of date: only a lease gives a right.</summary>
/// <param name="Live">The live nodes.</param>
/// <param name="Holders">Who has which lease.</param>
public sealed record ClusterView(ValueList<ClusterNode> Live, ValueList<SessionHolder> Holders)
{
    /// <summary>Nothing was heard yet.</summary>
    public static readonly ClusterView Nothing = new([], []);

    /// <summary>Every session that a live node could run, or that anybody runs, in the order of their names.</summary>
    public ValueList<SessionKey> Sessions =>
        Live.SelectMany(x => x.Sessions)
            .Concat(Holders.Select(x => x.Session))
            .Distinct()
            .OrderBy(x => $"{x}", StringComparer.Ordinal)
            .ToValueList();

    /// <summary>The node that runs a session; null: none is known to.</summary>
    public NodeName? HolderOf(SessionKey session) => Holders.FirstOrDefault(x => x.Session == session)?.Node;
}
