namespace RiskEngine.Core;

/// <summary>Which node ought to run which session's guardian. Pure: nodes that see the same come to the same.</summary>
/// <remarks>
/// It gives no right: nodes that see different things may both want a session, and the lease decides. A session stays
/// where it is as long as its node lives; one that is free goes to the node with the fewest; and of sessions that are
/// unevenly spread one at a time is to move.
/// </remarks>
public static class Placement
{
    /// <summary>By how many sessions a node must be ahead of another to give one up: fewer, and it would go back and forth.</summary>
    private const int Uneven = 2;

    /// <summary>Every session that a live node could run, with the node that ought to.</summary>
    /// <param name="live">The live nodes.</param>
    /// <param name="holders">Who has which lease.</param>
    public static IReadOnlyDictionary<SessionKey, NodeName> Of(
        IReadOnlyCollection<ClusterNode> live,
        IReadOnlyCollection<SessionHolder> holders
    )
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(holders);
        var nodes = live.OrderBy(x => x.Name.Value, StringComparer.Ordinal).ToList();
        var sessions = nodes
            .SelectMany(x => x.Sessions)
            .Distinct()
            .OrderBy(x => $"{x}", StringComparer.Ordinal)
            .ToList();
        var placed = holders
            .Where(x => nodes.Exists(node => node.Name == x.Node && node.Sessions.Contains(x.Session)))
            .ToDictionary(x => x.Session, x => x.Node);
        var kept = sessions.Where(placed.ContainsKey).ToList();
        foreach (var session in sessions.Where(x => !placed.ContainsKey(x)))
            placed[session] = Freest(session).Name;
        foreach (var session in kept)
            if (Load(placed[session]) - Load(Freest(session).Name) >= Uneven)
            {
                placed[session] = Freest(session).Name;
                break;
            }

        return placed;

        ClusterNode Freest(SessionKey session) =>
            nodes.Where(x => x.Sessions.Contains(session)).MinBy(x => Load(x.Name))!;

        int Load(NodeName node) => placed.Values.Count(x => x == node);
    }
}
