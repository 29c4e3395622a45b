using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>
/// A look at the open orders whenever nothing else has gone out on the cancel lane for a while, and a question about each
/// order of ours that it does not show.
/// </summary>
/// <remarks>
/// It serves twice: orders of ours that are closed are forgotten, so that the next cancel has few to account for; and the
/// connection that it takes stays open, which either side closes when it is idle. What it finds is answered by nobody: an
/// order that is open is nothing wrong. A heartbeat that is withheld is not replaced by it. The questions leave half of the
/// rate budget to orders, and stop as soon as a cancel is pending.
/// </remarks>
internal static class Housekeeping
{
    internal static void Begin(Turn turn) => Put(turn);

    internal static void Dispatch(Turn turn)
    {
        if (!(NextAt(turn.State, turn.Running) <= turn.Running))
            return;
        if (!Pacing.Allows(turn, HeldRequestKind.Look))
            return;
        // Without a nonce there is none this time: cancels have the first right to the next ones.
        var dispatch = turn.Send(Lane.Cancel, Next(turn), paced: HeldRequestKind.Look);
        if (dispatch is not Turn.Dispatch.Held(var retryAfter))
            return;
        turn.State.ToAsk = [];
        turn.State.ReconcilerHeldUntil = turn.Running + retryAfter;
        Put(turn);
    }

    internal static TimeSpan? NextAt(GuardianState state, TimeSpan now)
    {
        if (!IsIdle(state))
            return null;
        var look = state.CancelLaneUsedAt + state.Limits.LookAfter;
        return QuestionAt(state) is { } question && !(question >= look) ? question : look;
    }

    /// <summary>From when on an order may be asked after; null: not now, or none is to be.</summary>
    private static TimeSpan? QuestionAt(GuardianState state)
    {
        // An order that is out would be refused if a question overtook it.
        if (!state.Queue.IsEmpty || OrderLane.IsOut(state))
            return null;
        var half = state.Budget.HalfAt;
        if (!MayAsk(state))
            return null;
        if (!state.ToAsk.IsEmpty)
            return half;
        if (OrdersInDoubt.Next(state, isAwaited: true) is not var (_, from))
            return null;
        var room = half > state.ReconcilerHeldUntil ? half : state.ReconcilerHeldUntil;
        return from > room ? from : room;
    }

    /// <summary>A look was answered: what it did not show is asked about by and by.</summary>
    internal static void AfterLook(Turn turn, TimeSpan lookedAt)
    {
        var state = turn.State;
        state.ToAsk = state.Cancels.IsEmpty
            ? ImmutableQueue.CreateRange(
                state
                    .Ledger.Open.Where(order =>
                        (order.Value.MissedAt == lookedAt || IsNeverListed(order.Value))
                        && lookedAt - order.Value.KnownAt >= state.Limits.YoungOrderAge
                    )
                    // Those last that no list shows: a question may know them, and may not.
                    .OrderBy(order => IsNeverListed(order.Value))
                    .ThenBy(order => order.Value.KnownAt)
                    .Take(state.Limits.MaxOrdersAsked)
                    .Select(order => order.Key)
            )
            : [];

        bool IsNeverListed(LedgerOrder order) => !order.MayBeMissed(state.Limits.Capabilities);
    }

    private static ExchangeRequest Next(Turn turn)
    {
        var state = turn.State;
        if (state.CancelLaneUsedAt + state.Limits.LookAfter <= turn.Running)
            return new ExchangeRequest.ReadOpenOrders();
        if (OrdersInDoubt.Next(state, isAwaited: true) is var (question, from) && from <= turn.Running)
            return question;
        state.ToAsk = state.ToAsk.Dequeue(out var order);
        return new ExchangeRequest.ReadOrderStatus(order);
    }

    /// <summary>A key that may not ask how orders stand would be refused each time.</summary>
    internal static bool MayAsk(GuardianState state) =>
        state.Permissions is not { } permissions || permissions.HasFlag(KeyPermissions.OrderStatus);

    private static bool IsIdle(GuardianState state) =>
        state is { Standing: SessionState.Active, Cancels.IsEmpty: true, Ladder: { For: null, Withheld: null } }
        && !state.Open.Exists(open => open.Request.Lane == Lane.Cancel);

    private static void Put(Turn turn) => turn.State.CancelLaneUsedAt = turn.Running;
}
