namespace RiskEngine;

/// <summary>How a node behaves in a cluster; the reasons stand beside the keys in <c>akka.hocon</c>.</summary>
/// <param name="Address">
/// Where other nodes reach this one: its service, or with <see cref="IsOverAkka"/> its actors, by tcp on loopback or by tls;
/// null: nowhere, or as the embedding system says.
/// </param>
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

    private const string OverAkka = "tls://, a host and a port; tcp:// on loopback only";

    /// <summary>How long a connection to another node may take to be made.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many cancels may wait for other nodes at once, and as many of everything else.</summary>
    public int MostPassedOn { get; init; } = 1024;

    /// <summary>What nodes show each other over HTTP; null: this one neither calls nor is called.</summary>
    public Secret? Token { get; init; }

    /// <summary>Whether nodes talk over Akka.Cluster: the service's own, or the embedding system's.</summary>
    public bool IsOverAkka { get; init; }

    /// <summary>The nodes that a service's node asks to let it in, in the same order on every node; with <see cref="IsOverAkka"/>.</summary>
    public ValueList<Uri> Seeds { get; init; } = [];

    /// <summary>What a service's node shows the others; null: it talks on loopback alone.</summary>
    public NodeCertificate? Certificate { get; init; }

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
            kind is Kind.Akka
                ? section.OptionalAddress("address", $"{OverAkka}.", IsForActors)
                : section.OptionalAddress(
                    "address",
                    "an https address; http on loopback only",
                    address => address is { Scheme: "https" } or { Scheme: "http", IsLoopback: true }
                ),
            section.Duration("connect-timeout"),
            section.Count("max-passed-on", 1, 65536)
        );
        var seeds = SeedsOf(section, address, kind);
        var certificate = NodeCertificate.Read(section, isNeeded: address is { Scheme: "tls" });
        return kind is Kind.None
            ? null
            : new ClusterSettings(address, terms, limits, cancels)
            {
                IsOverAkka = kind is Kind.Akka,
                ConnectTimeout = connect,
                MostPassedOn = most,
                Seeds = seeds,
                Certificate = certificate,
                Token = kind is Kind.Postgres && address is not null ? TokenOf(secrets) : null,
            };
    }

    private enum Kind
    {
        None,
        Postgres,
        Akka,
    }

    /// <summary>The scheme is a word of ours: what it stands for is Akka's to name.</summary>
    private static bool IsForActors(Uri address) =>
        address
            is { Scheme: "tls", Port: > 0, AbsolutePath: "" or "/" }
                or { Scheme: "tcp", IsLoopback: true, Port: > 0, AbsolutePath: "" or "/" };

    private static ValueList<Uri> SeedsOf(SectionReader section, Uri? address, Kind kind)
    {
        var texts = section
            .Text("seeds")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (kind is not Kind.Akka || address is null)
            return texts.Length == 0
                ? []
                : section.Fault<ValueList<Uri>>("seeds", "needs cluster.kind = akka and cluster.address.", []);
        var seeds = texts
            .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var seed) && IsForActors(seed) ? seed : null)
            .ToList();
        // A node without one would be a cluster of its own, and neither hear nor be heard.
        if (seeds.Count == 0 || seeds.Exists(seed => seed?.Scheme != address.Scheme))
            section.Fault("seeds", $"must be one or more addresses as cluster.address, with commas: {OverAkka}.", 0);
        return seeds.OfType<Uri>().ToValueList();
    }

    private static Secret TokenOf(NodeSecrets secrets) =>
        secrets.Read(
            "RISKENGINE__CLUSTER__TOKEN",
            "cluster.address",
            text => IsToken(text) ? null : $"must be {ShortestToken} or more printable characters without white space."
        );

    private static bool IsToken(string text) => text.Length >= ShortestToken && text.All(c => c is >= '!' and <= '~');
}
