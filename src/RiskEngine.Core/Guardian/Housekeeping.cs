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
        // Without a nonce there is none this time: cancels have the first right to the next ones.
        if (turn.Send(Lane.Cancel, Next(turn)) is not Turn.Dispatch.Held)
            return;
        turn.State.ToAsk = [];
        Put(turn);
    }

    internal static TimeSpan? NextAt(GuardianState state, TimeSpan now)
    {
        if (!IsIdle(state))
            return null;
        var look = state.CancelLaneUsedAt + state.Limits.LookAfter;
        if (state.ToAsk.IsEmpty || !state.Queue.IsEmpty)
            return look;
        var question = state.Budget.HalfAt;
        return question < look ? question : look;
    }

    /// <summary>A look was answered: what it did not show is asked about by and by.</summary>
    internal static void AfterLook(Turn turn, TimeSpan lookedAt)
    {
        var state = turn.State;
        state.ToAsk = state.Cancels.IsEmpty
            ? ImmutableQueue.CreateRange(
                state
                    .Ledger.Open.Where(order =>
                        order.Value.MissedAt == lookedAt && lookedAt - order.Value.KnownAt >= state.Limits.YoungOrderAge
                    )
                    .OrderBy(order => order.Value.KnownAt)
                    .Take(state.Limits.MaxOrdersAsked)
                    .Select(order => order.Key)
            )
            : [];
    }

    private static ExchangeRequest Next(Turn turn)
    {
        var state = turn.State;
        if (state.ToAsk.IsEmpty || state.CancelLaneUsedAt + state.Limits.LookAfter <= turn.Running)
            return new ExchangeRequest.ReadOpenOrders();
        state.ToAsk = state.ToAsk.Dequeue(out var order);
        return new ExchangeRequest.ReadOrderStatus(order);
    }

    private static bool IsIdle(GuardianState state) =>
        state is { Standing: SessionState.Active, Cancels.IsEmpty: true, Ladder: { For: null, Withheld: null } }
        && !state.Open.Exists(open => open.Request.Lane == Lane.Cancel);

    private static void Put(Turn turn) => turn.State.CancelLaneUsedAt = turn.Running;
}
