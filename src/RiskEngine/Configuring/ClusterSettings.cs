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
    /// <summary>Whether the embedding system's own Akka.Cluster supplies what the nodes share.</summary>
    public bool IsOverAkka { get; init; }

    /// <summary>The settings; null: this node is alone.</summary>
    internal static ClusterSettings? Read(SectionReader section, StoreSettings store)
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
        return kind is Kind.None
            ? null
            : new ClusterSettings(AddressOf(section), terms, limits, cancels) { IsOverAkka = kind is Kind.Akka };
    }

    private enum Kind
    {
        None,
        Postgres,
        Akka,
    }

    private static Uri? AddressOf(SectionReader section)
    {
        var text = section.Text("address");
        if (text.Length == 0)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : section.Fault<Uri?>("address", $"'{text}' is no http or https address.", null);
    }
}
