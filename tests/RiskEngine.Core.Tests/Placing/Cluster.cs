namespace RiskEngine.Core.Tests.Placing;

/// <summary>Nodes and sessions to place.</summary>
internal static class Cluster
{
    internal static readonly ClusterTerms Terms = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    internal static readonly PlacingLimits Limits = new(
        TimeSpan.FromMilliseconds(250),
        TimeSpan.FromMilliseconds(750),
        TimeSpan.FromSeconds(1),
        Terms.KeptFromOthers
    );

    internal static NodeName Name(int node) => new($"desk-{node}");

    internal static SessionKey Session(int number) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias($"maker-{number}"));

    internal static ValueList<SessionKey> Sessions(int count) =>
        Enumerable.Range(1, count).Select(Session).ToValueList();

    internal static ClusterNode Node(int node, ValueList<SessionKey> sessions) => new(Name(node), null, sessions);

    internal static SessionHolder Holder(int session, int node, long token = 1) =>
        new(Session(session), Name(node), new FencingToken(token));
}
