namespace RiskEngine.Core;

/// <summary>Orders that turn out to be live after everyone was answered: each is told, and canceled by itself until it is closed.</summary>
/// <remarks>
/// The answer to an order's own request may come after the cancel that should have taken it was called proven: until
/// then nobody knew of the order. New orders of the session are left alone.
/// </remarks>
internal static class LateOrders
{
    /// <summary>An order was acknowledged as live.</summary>
    internal static void After(Turn turn, OrderId order, OrderReports.PlacedBy request)
    {
        var state = turn.State;
        // While a cancel is pending, or the strategy is being stopped, the order is accounted for by that.
        if (StrategyStops.Takes(turn, order, request.Strategy) || !state.Cancels.IsEmpty)
            return;
        var isEngaged = OrderGate.Against(state, request.Strategy) is not KillSwitchState.Clear;
        if (isEngaged || request.DispatchedAt < state.CancelAcceptedAt)
            Pursue(turn, order, request.Strategy);
    }

    /// <summary>
    /// A look found orders of ours open while nobody waits for a cancel: while the session is engaged all of them must go, and
    /// otherwise those that were called closed, which somebody was told.
    /// </summary>
    internal static void AfterIdleLook(Turn turn, TimeSpan lookedAt)
    {
        var state = turn.State;
        if (!state.Cancels.IsEmpty)
            return;
        var isEngaged = OrderGate.Against(state, null) is KillSwitchState.Engaged;
        foreach (var (id, order) in state.Ledger.Open)
            if (order.SeenOpenAt == lookedAt && (isEngaged || order.WasCalledClosed))
                Pursue(turn, id, order.Strategy);
    }

    private static void Pursue(Turn turn, OrderId order, StrategyId? strategy)
    {
        var state = turn.State;
        if (state.Ledger.MustGo.Contains(order) || !state.Ledger.Open.TryGetValue(order, out var known))
            return;
        state.Ledger = state.Ledger with { MustGo = state.Ledger.MustGo.Add(order) };
        turn.Add(new GuardianEffect.Publish(new LateOrder(state.Session, order, strategy) { Terms = known.Terms }));
        turn.Escalate(
            EscalationCause.OrderOutlivedCancel,
            $"Session {state.Session}: order {order} is live, although the exchange had called it closed, or it was sent before a "
                + "cancel that was answered or an engagement that holds. It is being canceled by itself. Look at the exchange whether it was filled."
        );
    }
}
