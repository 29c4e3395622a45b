namespace RiskEngine.Core;

/// <summary>Private requests of strategies: one out at a time, in the order of arrival, and never twice.</summary>
internal static class OrderLane
{
    internal static void Accept(Turn turn, SubmitPrivateRequest command)
    {
        var state = turn.State;
        if (state.AnsweredRequests.To(command.Id) is { } already)
            turn.Add(new GuardianEffect.AnswerPrivate(already) { IsRepeated = true });
        else if (IsKnown(state, command.Id))
            return;
        else if (ClosedFor(state, command.Strategy) is { } closed)
            Deny(turn, command, closed);
        else if (state.Queue.Length >= state.Limits.MaxQueuedRequests)
            Deny(turn, command, PrivateRequestDeniedReason.QueueFull);
        else
            state.Queue = state.Queue.Add(new QueuedRequest(command, turn.Running));
    }

    /// <summary>Denies everything that waits while order entry is closed.</summary>
    internal static void DenyWhileClosed(Turn turn)
    {
        // Open to every strategy, as nearly always: then a cancel need not look at each of a thousand that wait.
        if (turn.State.Switch is KillSwitchState.Clear && Closed(turn.State, turn.State.Switch) is null)
            return;
        foreach (var waiting in turn.State.Queue)
            if (ClosedFor(turn.State, waiting.Command.Strategy) is { } reason)
            {
                turn.State.Queue = turn.State.Queue.Remove(waiting);
                Deny(turn, waiting.Command, reason);
            }
    }

    /// <summary>Denies everything that waits.</summary>
    internal static void Drain(Turn turn, PrivateRequestDeniedReason reason)
    {
        var waiting = turn.State.Queue;
        if (waiting.IsEmpty)
            return;
        turn.State.Queue = [];
        foreach (var request in waiting)
            Deny(turn, request.Command, reason);
    }

    /// <summary>Whether a private request is out.</summary>
    internal static bool IsOut(GuardianState state) => state.Open.Exists(open => open.For is not null);

    /// <summary>Sends the next request if it is its turn and the rate budget allows it.</summary>
    internal static void Dispatch(Turn turn)
    {
        DenyWhileClosed(turn);
        DenyOverdue(turn);
        while (
            IsFree(turn.State)
            && turn.State.Budget.OrderAt <= turn.Running
            && IsCovered(turn)
            && Pacing.Allows(turn, HeldRequestKind.Order)
        )
        {
            var next = NextInTurn(turn.State);
            var command = next.Command;
            turn.State.Queue = turn.State.Queue.Remove(next);
            var request = new ExchangeRequest.SendPrivate(command.Endpoint, command.Fields);
            if (turn.Send(Lane.Order, request, command, HeldRequestKind.Order) is Turn.Dispatch.Held)
                Deny(turn, command, PrivateRequestDeniedReason.NonceExhausted);
            else
                RememberServed(turn, command.Strategy);
        }
    }

    /// <summary>Whether an order request may still be executed that has left already.</summary>
    internal static bool MayLand(GuardianState state, TimeSpan now) => IsOut(state) || state.Stragglers.MayLand(now);

    /// <summary>When the passing of time alone lets a request leave, or makes it too old to; null: when nothing waits.</summary>
    internal static TimeSpan? NextTurnAt(GuardianState state, Moment now)
    {
        if (state.Queue.IsEmpty)
            return null;
        var tooOldAt = state.Queue[0].ArrivedAt + state.Limits.MaxQueueWait;
        if (!IsFree(state))
            return tooOldAt;
        // With the budget at hand it waits for the store's word, and goes on when that has answered, or can answer in time no more.
        var at = state.Budget.OrderAt > now.Running ? state.Budget.OrderAt : NonceReserve.FailsAt(state, now);
        return at < tooOldAt ? at : tooOldAt;
    }

    internal static void Resolve(Turn turn, OpenAttempt attempt, ExchangeAnswer answer)
    {
        var command = attempt.For!;
        switch (answer)
        {
            case ExchangeAnswer.PrivateAccepted accepted:
                Learn(turn, accepted, attempt);
                break;
            case ExchangeAnswer.Unknown:
                MayLandLate(turn, attempt);
                break;
            case ExchangeAnswer.Refused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.NonceRefused
            or ExchangeAnswer.NotSent:
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }

        Answer(turn, command, Outcome(command, answer));
    }

    /// <summary>An order is ours, or gone, however late the answer came that says so.</summary>
    internal static void Learn(Turn turn, ExchangeAnswer.PrivateAccepted accepted, OpenAttempt attempt)
    {
        var request = new OrderReports.PlacedBy(attempt.DispatchedAt, attempt.For!.Strategy, attempt.For.Endpoint);
        foreach (var placed in accepted.Placed)
            OrderReports.LearnPlaced(turn, placed, request);
        foreach (var reported in accepted.Reported)
            OrderReports.Learn(turn, reported, attempt.DispatchedAt);
        // What an endpoint does that names no order, nobody here knows.
        if (accepted is { Placed.Count: 0, Reported.Count: 0 })
            turn.State.Ledger = turn.State.Ledger.Doubt();
    }

    /// <summary>An answer came for a private request that was given up.</summary>
    internal static void LearnLate(Turn turn, AttemptId id, ExchangeAnswer.PrivateAccepted accepted)
    {
        if (turn.State.GivenUpRequests.Find(request => request.Id == id) is not { } attempt)
            return;
        turn.State.GivenUpRequests = turn.State.GivenUpRequests.Remove(attempt);
        OrdersInDoubt.Answered(turn, id);
        Learn(turn, accepted, attempt);
    }

    /// <summary>Says of the request that is out that it may have been executed.</summary>
    internal static void GiveUp(Turn turn, OpenAttempt attempt)
    {
        MayLandLate(turn, attempt);
        Answer(
            turn,
            attempt.For!,
            new PrivateRequestUnconfirmed(attempt.For!.Session, attempt.For.Id, ExchangeReason.None)
        );
    }

    /// <summary>The request may be executed yet, and its answer may come when nobody waits for it.</summary>
    private static void MayLandLate(Turn turn, OpenAttempt attempt)
    {
        Stragglers.Note(turn, attempt.Request.Nonce);
        var isNamed = OrdersInDoubt.Note(turn, attempt);
        var state = turn.State;
        var remembered = state.GivenUpRequests.Add(attempt with { IsNameless = !isNamed });
        state.GivenUpRequests = remembered.Length > state.Limits.MaxGivenUp ? remembered.RemoveAt(0) : remembered;
    }

    private static PrivateRequestOutcome Outcome(SubmitPrivateRequest command, ExchangeAnswer answer)
    {
        var (session, id) = (command.Session, command.Id);
        return answer switch
        {
            ExchangeAnswer.PrivateAccepted accepted => new PrivateRequestAnswered(session, id, accepted.Json),
            ExchangeAnswer.Refused refused => new PrivateRequestRejected(session, id, refused.Said),
            ExchangeAnswer.RateLimited limited => new PrivateRequestRejected(session, id, limited.Said),
            // Not sent again: a cancel that overtook it may be the very reason, and then it must not land.
            ExchangeAnswer.NonceRefused refused => new PrivateRequestRejected(session, id, refused.Said),
            ExchangeAnswer.NotSent => new PrivateRequestDenied(session, id, PrivateRequestDeniedReason.Unreachable),
            ExchangeAnswer.Unknown unknown => new PrivateRequestUnconfirmed(session, id, unknown.Said),
            _ => throw ClosedUnion.Unhandled(answer),
        };
    }

    /// <summary>Something waits, none is out, and no cancel is pending, of the session or of its account: what is being proven empty is not refilled.</summary>
    private static bool IsFree(GuardianState state) =>
        !state.Queue.IsEmpty
        && state.Cancels.IsEmpty
        && !IsOut(state)
        && !MayBeSwept(state)
        && !AccountCancels.AreOut(state);

    /// <summary>The first request of the strategy whose last turn is the longest ago: a busy one does not starve a quiet one.</summary>
    private static QueuedRequest NextInTurn(GuardianState state) =>
        state.Queue.MinBy(waiting => state.LastServed.GetValueOrDefault(waiting.Command.Strategy))!;

    private static void RememberServed(Turn turn, StrategyId strategy)
    {
        var served = turn.State.LastServed.SetItem(strategy, turn.State.LastAttempt);
        if (served.Count > turn.Limits.MaxQueuedRequests)
            served = served.Remove(served.MinBy(known => known.Value).Key);
        turn.State.LastServed = served;
    }

    private static bool IsCovered(Turn turn)
    {
        if (NonceReserve.Fails(turn.State, turn.Now))
            Drain(turn, PrivateRequestDeniedReason.NoncesNotDurable);
        if (LedgerKeeper.Fails(turn.State))
            Drain(turn, PrivateRequestDeniedReason.OrdersNotDurable);
        return NonceReserve.Covers(turn.State, turn.Now) && LedgerKeeper.Covers(turn.State);
    }

    private static void DenyOverdue(Turn turn)
    {
        while (!turn.State.Queue.IsEmpty && turn.State.Queue[0].ArrivedAt + turn.Limits.MaxQueueWait <= turn.Running)
        {
            var command = turn.State.Queue[0].Command;
            turn.State.Queue = turn.State.Queue.RemoveAt(0);
            Deny(turn, command, PrivateRequestDeniedReason.WaitedTooLong);
        }
    }

    /// <summary>
    /// On a time-based key a session-wide cancel that is still out may land after a new order and take it too, without
    /// a word to the strategy that placed it.
    /// </summary>
    internal static bool MayBeSwept(GuardianState state) =>
        state.Nonces.Mode is NonceMode.TimeBased
        && state.Open.Exists(open => open.Asks<ExchangeRequest.CancelSessionOrders>());

    private static PrivateRequestDeniedReason? ClosedFor(GuardianState state, StrategyId strategy) =>
        Closed(state, OrderGate.Against(state, strategy));

    private static PrivateRequestDeniedReason? Closed(GuardianState state, KillSwitchState against) =>
        against switch
        {
            _ when state.Limits.IsKillOnly => PrivateRequestDeniedReason.KillOnly,
            _ when state.IsClosing => PrivateRequestDeniedReason.EngineStopping,
            KillSwitchState.Engaged => PrivateRequestDeniedReason.Halted,
            KillSwitchState.Unreadable => PrivateRequestDeniedReason.SwitchUnreadable,
            // An order would tell the exchange that the session lives.
            _ when state.Ladder.Withheld is not null => PrivateRequestDeniedReason.NotActive,
            KillSwitchState.Clear => state.Standing is SessionState.Active
                ? null
                : PrivateRequestDeniedReason.NotActive,
            _ => throw ClosedUnion.Unhandled(against),
        };

    private static bool IsKnown(GuardianState state, CommandId id) =>
        state.Queue.Exists(waiting => waiting.Command.Id == id) || state.Open.Exists(open => open.For?.Id == id);

    private static void Deny(Turn turn, SubmitPrivateRequest command, PrivateRequestDeniedReason reason) =>
        // Not remembered: nothing left, so the same command may be let in when it comes again.
        turn.Add(
            new GuardianEffect.AnswerPrivate(
                new PrivateRequestDenied(command.Session, command.Id, reason)
                {
                    Engagement =
                        reason == PrivateRequestDeniedReason.Halted
                            ? (OrderGate.Against(turn.State, command.Strategy) as KillSwitchState.Engaged)?.Foremost
                            : null,
                }
            )
        );

    private static void Answer(Turn turn, SubmitPrivateRequest command, PrivateRequestOutcome outcome)
    {
        var state = turn.State;
        turn.Add(new GuardianEffect.AnswerPrivate(outcome));
        state.AnsweredRequests = state.AnsweredRequests.Remember(command.Id, outcome, state.Limits.RememberedAnswers);
    }
}
