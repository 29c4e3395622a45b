namespace RiskEngine.Core;

/// <summary>What an answer means, whatever was asked: it closes the request, moves clock, nonces and state, and goes to its lane.</summary>
internal static class Attempts
{
    internal static void Resolve(Turn turn, AttemptId id, ExchangeAnswer answer)
    {
        if (turn.State.Open.Find(open => open.Id == id) is not { } attempt)
        {
            turn.Add(new GuardianEffect.NoteStale(id, answer));
            LearnLate(turn, id, answer);
            return;
        }

        turn.State.Open = turn.State.Open.Remove(attempt);
        if (IsTaken(answer) && !Fits(attempt.Request.Request, answer))
            answer = new ExchangeAnswer.Unknown(UnknownReason.UnreadableAnswer, ExchangeReason.None);
        Learn(turn, attempt, answer);
        switch (attempt.Request.Request)
        {
            case ExchangeRequest.CancelSessionOrders:
                CancelLane.Resolve(turn, attempt, answer);
                break;
            case ExchangeRequest.ReadOpenOrders:
                Troubles.AfterLook(turn, answer);
                Reconciler.ResolveLook(turn, attempt, answer);
                Preflight.ResolveLook(turn, answer);
                break;
            case ExchangeRequest.CancelOrder single:
                RemainingOrders.Resolve(turn, attempt, single.Order, answer);
                break;
            case ExchangeRequest.ReadOrderStatus question:
                if (answer is ExchangeAnswer.Refused { Reason: RefusedReason.MissingRole })
                    turn.State.Permissions &= ~KeyPermissions.OrderStatus;
                RemainingOrders.Resolve(turn, attempt, question.Order, answer);
                break;
            case ExchangeRequest.ReadOrdersByName question:
                OrdersInDoubt.Resolve(turn, attempt, question.Name, answer);
                break;
            case ExchangeRequest.ReadOrderHistory:
                OrderHistory.Resolve(turn, answer);
                break;
            case ExchangeRequest.SendPrivate:
                OrderLane.Resolve(turn, attempt, answer);
                break;
            case ExchangeRequest.CancelAccountOrders:
                Ladder.Resolve(turn, attempt, answer);
                break;
            case ExchangeRequest.ReadRoles:
                Preflight.ResolveRoles(turn, answer);
                break;
            case ExchangeRequest.ReadAccount:
                Preflight.ResolveAccount(turn, answer);
                break;
            case ExchangeRequest.SendHeartbeat:
                Heartbeat.Resolve(turn, answer);
                break;
            default:
                throw ClosedUnion.Unhandled(attempt.Request.Request);
        }
    }

    /// <summary>What came too late for its request still tells of orders, and of what an order is known by.</summary>
    private static void LearnLate(Turn turn, AttemptId id, ExchangeAnswer answer)
    {
        switch (answer)
        {
            case ExchangeAnswer.PrivateAccepted accepted:
                OrderLane.LearnLate(turn, id, accepted);
                break;
            case ExchangeAnswer.CancelAccepted accepted:
                LateAcceptances.Note(turn, id, accepted);
                break;
            // What they read was true when they were asked, and has been asked again since.
            case ExchangeAnswer.OpenOrdersRead
            or ExchangeAnswer.OrderCancelAccepted
            or ExchangeAnswer.OrderStatusRead
            or ExchangeAnswer.OrdersByNameRead
            or ExchangeAnswer.OrderHistoryRead
            or ExchangeAnswer.RolesRead
            or ExchangeAnswer.AccountRead
            or ExchangeAnswer.HeartbeatAccepted
            or ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.Refused
            or ExchangeAnswer.NotSent
            or ExchangeAnswer.Unknown:
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    /// <summary>A request that is silent for too long may have run: it is closed as unknown, and a later answer is stale.</summary>
    internal static void GiveUpOverdue(Turn turn)
    {
        foreach (var attempt in turn.State.Open)
            if (TimeoutAt(turn.State, attempt) <= turn.Running)
                Resolve(turn, attempt.Id, new ExchangeAnswer.Unknown(UnknownReason.NoAnswer, ExchangeReason.None));
    }

    internal static TimeSpan TimeoutAt(GuardianState state, OpenAttempt attempt) =>
        attempt.DispatchedAt + state.Limits.AttemptTimeout;

    private static void Learn(Turn turn, OpenAttempt attempt, ExchangeAnswer answer)
    {
        ClockWatch.Observe(turn, answer);
        if (answer is ExchangeAnswer.NonceRefused nonceRefused && !IsOvertaken(turn.State, attempt))
            ClockWatch.NonceRefused(turn, attempt.Request.Nonce, nonceRefused);
        if (IsTaken(answer))
            Take(turn, attempt);
        turn.DrainBudget(answer);
        switch (answer)
        {
            case ExchangeAnswer.NonceRefused { Kind: not NonceRefusal.OutsideWindow }
                when !IsOvertaken(turn.State, attempt):
                SharedKey.TellIfNonceWasTopped(turn, attempt, answer);
                var jumped = turn.State.Nonces.Jump(turn.State.Clock.At(turn.Now));
                turn.State.Nonces = jumped;
                turn.State.HighestExplained = jumped.Last;
                break;
            case ExchangeAnswer.Refused { Reason: var reason } when reason.IsOfKey():
            case ExchangeAnswer.Refused { Reason: RefusedReason.MissingRole }
                when attempt.Asks<ExchangeRequest.CancelSessionOrders>():
                turn.Enter(SessionState.Suspended);
                break;
            case ExchangeAnswer.CancelAccepted
            or ExchangeAnswer.OpenOrdersRead
            or ExchangeAnswer.OrderCancelAccepted
            or ExchangeAnswer.OrderStatusRead
            or ExchangeAnswer.OrdersByNameRead
            or ExchangeAnswer.OrderHistoryRead
            or ExchangeAnswer.PrivateAccepted:
                if (turn.State.Standing == SessionState.Suspended)
                    turn.Enter(SessionState.Active);
                break;
            // They say nothing of what the key may do.
            case ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.Refused
            or ExchangeAnswer.NotSent
            or ExchangeAnswer.Unknown
            or ExchangeAnswer.RolesRead
            or ExchangeAnswer.AccountRead
            or ExchangeAnswer.HeartbeatAccepted:
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    private static bool IsTaken(ExchangeAnswer answer) =>
        answer switch
        {
            ExchangeAnswer.CancelAccepted
            or ExchangeAnswer.OpenOrdersRead
            or ExchangeAnswer.OrderCancelAccepted
            or ExchangeAnswer.OrderStatusRead
            or ExchangeAnswer.OrdersByNameRead
            or ExchangeAnswer.OrderHistoryRead
            or ExchangeAnswer.PrivateAccepted
            or ExchangeAnswer.RolesRead
            or ExchangeAnswer.AccountRead
            or ExchangeAnswer.HeartbeatAccepted => true,
            ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.Refused
            or ExchangeAnswer.NotSent
            or ExchangeAnswer.Unknown => false,
            _ => throw ClosedUnion.Unhandled(answer),
        };

    /// <summary>Whether an acceptance answers what was asked. One of another question proves nothing of this one.</summary>
    private static bool Fits(ExchangeRequest asked, ExchangeAnswer accepted) =>
        asked switch
        {
            ExchangeRequest.CancelSessionOrders or ExchangeRequest.CancelAccountOrders => accepted
                is ExchangeAnswer.CancelAccepted,
            ExchangeRequest.CancelOrder => accepted is ExchangeAnswer.OrderCancelAccepted,
            ExchangeRequest.ReadOpenOrders => accepted is ExchangeAnswer.OpenOrdersRead,
            ExchangeRequest.ReadOrderStatus => accepted is ExchangeAnswer.OrderStatusRead,
            ExchangeRequest.ReadOrdersByName => accepted is ExchangeAnswer.OrdersByNameRead,
            ExchangeRequest.ReadOrderHistory => accepted is ExchangeAnswer.OrderHistoryRead,
            ExchangeRequest.ReadRoles => accepted is ExchangeAnswer.RolesRead,
            ExchangeRequest.ReadAccount => accepted is ExchangeAnswer.AccountRead,
            ExchangeRequest.SendHeartbeat => accepted is ExchangeAnswer.HeartbeatAccepted,
            ExchangeRequest.SendPrivate => accepted is ExchangeAnswer.PrivateAccepted,
            _ => throw ClosedUnion.Unhandled(asked),
        };

    private static void Take(Turn turn, OpenAttempt attempt)
    {
        var state = turn.State;
        state.Nonces = state.Nonces.Accepted(attempt.Request.Nonce);
        state.HighestExplained = Later(state.HighestExplained, attempt.Request.Nonce);
        state.HighestAccepted = Later(state.HighestAccepted, attempt.Request.Nonce);
        ClockWatch.NonceTaken(turn);
        Heartbeat.Taken(turn, attempt);
    }

    /// <summary>
    /// Whether a request of our own explains that a nonce was too low. Then the exchange has seen none that we do not
    /// know of, and a jump would spend the lead that orders live on. A session-wide cancel does not wait for the
    /// answer of one that is out: if that is refused too, time would be lost.
    /// </summary>
    private static bool IsOvertaken(GuardianState state, OpenAttempt attempt) =>
        attempt.Request.Nonce <= state.HighestExplained
        || (
            !attempt.Asks<ExchangeRequest.CancelSessionOrders>()
            && state.Open.Exists(other => other.Request.Nonce > attempt.Request.Nonce)
        );

    private static Nonce Later(Nonce? one, Nonce other) => one is { } known && known > other ? known : other;
}
