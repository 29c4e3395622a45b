namespace RiskEngine.Core;

/// <summary>The one time at which the rules want to be asked again, even if nothing happens.</summary>
internal static class Alarm
{
    internal static TimeSpan? Next(GuardianState state, Moment at)
    {
        var now = at.Running;
        TimeSpan? next = null;
        foreach (var pending in state.Cancels)
            Consider(pending.DeadlineAt);
        foreach (var attempt in state.Open)
            Consider(Attempts.TimeoutAt(state, attempt));
        Consider(CancelLane.NextDispatchAt(state));
        Consider(Reconciler.NextDispatchAt(state, at));
        Consider(OrderLane.NextTurnAt(state, now));
        Consider(Ladder.NextAt(state));
        Consider(Preflight.NextAt(state));
        Consider(Identification.NextAt(state));
        Consider(Heartbeat.NextAt(state));
        Consider(Housekeeping.NextAt(state, now));
        Consider(Strategies.NextAt(state));
        Consider(NonceReserve.NextAt(state, at));
        Consider(LedgerKeeper.NextAt(state));
        return next;

        void Consider(TimeSpan? at) => next = next is { } soonest && !(at < soonest) ? soonest : at ?? next;
    }
}
