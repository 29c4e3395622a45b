namespace RiskEngine.Core;

/// <summary>A look at the open orders whenever nothing else has gone out on the cancel lane for a while.</summary>
/// <remarks>
/// It serves twice: own orders that are gone are forgotten, so that few are remembered; and the connection that the next
/// cancel takes stays open, which either side closes when it is idle. What it finds is answered by nobody: an
/// order that is open is nothing wrong. A heartbeat that is withheld is not replaced by it.
/// </remarks>
internal static class Housekeeping
{
    internal static void Begin(Turn turn) => Put(turn);

    internal static void Dispatch(Turn turn)
    {
        if (!(NextAt(turn.State) <= turn.Running))
            return;
        // Without a nonce there is none this time: cancels have the first right to the next ones.
        if (turn.Send(Lane.Cancel, new ExchangeRequest.ReadOpenOrders()) is Turn.Dispatch.Held)
            Put(turn);
    }

    internal static TimeSpan? NextAt(GuardianState state) =>
        state is { Standing: SessionState.Active, Cancels.IsEmpty: true, Ladder: { For: null, Withheld: null } }
        && !state.Open.Exists(open => open.Request.Lane == Lane.Cancel)
            ? state.CancelLaneUsedAt + state.Limits.LookAfter
            : null;

    private static void Put(Turn turn) => turn.State.CancelLaneUsedAt = turn.Running;
}
