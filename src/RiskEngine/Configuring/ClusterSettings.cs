namespace RiskEngine;

/// <summary>How a node behaves in a cluster; the reasons stand beside the keys in <c>akka.hocon</c>.</summary>
/// <param name="Address">Where other nodes reach this one's service; null: nowhere.</param>
/// <param name="Terms">How long nodes trust what they last heard.</param>
/// <param name="Limits">What the node obeys.</param>
/// <param name="CancelsOnCoordinationLoss">Whether a node that has lost the store cancels its sessions.</param>
public sealed record ClusterSettings(
    Uri? Address,
    ClusterTerms Terms,
    PlacingLimits Limits,
    bool CancelsOnCoordinationLoss
)
{
    private const int ShortestToken = 24;

    /// <summary>How long a connection to another node may take to be made.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many cancels may wait for other nodes at once, and as many of everything else.</summary>
    public int MostPassedOn { get; init; } = 1024;

    /// <summary>What nodes show each other over HTTP; null: this one neither calls nor is called.</summary>
    public Secret? Token { get; init; }

    /// <summary>Whether the embedding system's own Akka.Cluster supplies what the nodes share.</summary>
    public bool IsOverAkka { get; init; }

    /// <summary>The settings; null: this node is alone.</summary>
    internal static ClusterSettings? Read(SectionReader section, StoreSettings store, NodeSecrets secrets)
    {
        var kind = section.Choice("kind", ("none", Kind.None), ("postgres", Kind.Postgres), ("akka", Kind.Akka));
        var terms = new ClusterTerms(section.Duration("lease-duration"), section.Duration("silence-limit"));
        var limits = new PlacingLimits(
            section.Duration("round-every"),
            section.Duration("coordination-loss-limit"),
            terms.SilenceLimit,
            terms.KeptFromOthers
        );
        if (limits.CoordinationLossLimit >= terms.LeaseDuration)
            section.Fault(
                "coordination-loss-limit",
                "must be below lease-duration, or orders would end by the lease.",
                0
            );
        if (limits.RoundEvery * 2 > limits.CoordinationLossLimit)
            section.Fault("round-every", "must be at most half of coordination-loss-limit.", 0);
        if (limits.RoundEvery * 2 > terms.SilenceLimit)
            section.Fault("round-every", "must be at most half of silence-limit.", 0);
        if (kind is Kind.Postgres && store is not StoreSettings.Postgres)
            section.Fault("kind", "needs store.kind = postgres: the nodes share its memory.", 0);
        var cancels = section.Switch("cancel-on-coordination-loss");
        var (address, connect, most) = (
            section.OptionalAddress(
                "address",
                "an https address; http on loopback only",
                address => address is { Scheme: "https" } or { Scheme: "http", IsLoopback: true }
            ),
            section.Duration("connect-timeout"),
            section.Count("max-passed-on", 1, 65536)
        );
        return kind is Kind.None
            ? null
            : new ClusterSettings(address, terms, limits, cancels)
            {
                IsOverAkka = kind is Kind.Akka,
                ConnectTimeout = connect,
                MostPassedOn = most,
                Token = kind is Kind.Postgres && address is not null ? TokenOf(secrets) : null,
            };
    }

    private enum Kind
    {
        None,
        Postgres,
        Akka,
    }

    private static Secret TokenOf(NodeSecrets secrets) =>
        secrets.Read(
            "RISKENGINE__CLUSTER__TOKEN",
            "cluster.address",
            text => IsToken(text) ? null : $"must be {ShortestToken} or more printable characters without white space."
        );

    private static bool IsToken(string text) => text.Length >= ShortestToken && text.All(c => c is >= '!' and <= '~');
}
