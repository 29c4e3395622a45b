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
        ConsiderPaced(Reconciler.NextDispatchAt(state, at));
        Consider(OrderLane.NextTurnAt(state, at));
        Consider(Ladder.NextAt(state));
        ConsiderPaced(Preflight.NextAt(state));
        Consider(Heartbeat.NextAt(state));
        ConsiderPaced(Housekeeping.NextAt(state, now));
        Consider(Pacing.NextAt(state, now));
        Consider(Strategies.NextAt(state));
        Consider(StrategyStops.NextAt(state));
        Consider(AccountCancels.NextAt(state));
        Consider(NonceReserve.NextAt(state, at));
        Consider(LedgerKeeper.NextAt(state));
        return next;

        // What is due already waits for a slot, which has a time of its own.
        void ConsiderPaced(TimeSpan? at)
        {
            if (!(state.Limits.IsPaced && at <= now))
                Consider(at);
        }

        void Consider(TimeSpan? at) => next = next is { } soonest && !(at < soonest) ? soonest : at ?? next;
    }
}
