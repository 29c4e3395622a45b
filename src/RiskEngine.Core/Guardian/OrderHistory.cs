namespace RiskEngine.Core;

/// <summary>The one request that can account for hundreds of orders at once, where the exchange offers it.</summary>
internal static class OrderHistory
{
    /// <summary>Fewer than these are asked about one by one, which tells more.</summary>
    private const int Many = 3;

    /// <summary>How far the exchange's clock and ours may be apart, and an order older than we know.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    internal static bool IsWanted(GuardianState state) =>
        state.Limits.Capabilities.OrderHistory && state.Ledger.Open.Count(order => !order.Value.IsSeenOpen) >= Many;

    internal static ExchangeRequest.ReadOrderHistory Asked(GuardianState state, Moment now)
    {
        // An order of an earlier process was placed long before this one knew of it.
        var oldest = now.Wall;
        foreach (var order in state.Ledger.Open.Values)
            if (PlacedBy(order, now) is var placed && placed < oldest)
                oldest = placed;
        // Whose clock told when it was placed is not known here, so that the two clocks' difference counts to the past.
        var skew = (state.Clock.At(now) - now.Wall).Duration();
        return new ExchangeRequest.ReadOrderHistory(oldest.Plus(-skew - Margin));
    }

    private static DateTimeOffset PlacedBy(LedgerOrder order, Moment now) =>
        order.Terms.PlacedAt is { } placed && placed < now.Wall ? placed : now.Wall - (now.Running - order.KnownAt);

    /// <summary>The account's latest orders were asked for: those that it names as closed are accounted for.</summary>
    internal static void Resolve(Turn turn, ExchangeAnswer answer)
    {
        if (answer is ExchangeAnswer.OrderHistoryRead read)
            foreach (var report in read.Orders)
                if (report.IsClosed)
                    OrderReports.LearnClosed(turn, report);
        var looks = turn.State.Reconciliation;
        turn.State.Reconciliation = looks with
        {
            // It lags like every list: asked again, ever more rarely, while orders are not accounted for.
            HistoryFrom = turn.Running + Reconciler.PauseAfter(looks.HistoryAsked, turn.Limits),
            HistoryAsked = looks.HistoryAsked + 1,
        };
    }
}
