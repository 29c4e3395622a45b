namespace RiskEngine.Core;

/// <summary>Session-wide cancels: who joins which request, when the next one leaves, and when a command is answered.</summary>
internal static class CancelLane
{
    /// <summary>Two requests at once at most for the same commands: the one that is silent, and one beside it.</summary>
    private const int MostAtOnce = 2;

    /// <summary>Four at once at most for all: a command that has had none does not wait for others' silent ones to end.</summary>
    private const int MostAtOnceForAll = 4;

    /// <summary>The part of the hedge's wait that lies between two requests of which the later one is a command's first.</summary>
    private const int Spacing = 4;

    /// <summary>Nonce refusals in a row that are followed by a new request at once; it takes fewer to jump to any cap.</summary>
    private const int NonceRefusalsAtOnce = 8;

    /// <param name="turn">The decision.</param>
    /// <param name="command">The command.</param>
    /// <param name="isEngines">
    /// Whether the engine itself asks, or its kill switch. What the command says of that counts for nothing: anybody may say so.
    /// </param>
    internal static void Accept(Turn turn, CancelSession command, bool isEngines)
    {
        if (turn.State.AnsweredCancels.To(command.Id) is { } already)
        {
            turn.Add(new GuardianEffect.AnswerCancel(already) { IsRepeated = true });
            return;
        }

        if (turn.State.Cancels.Exists(known => known.Command.Id == command.Id))
            return;
        var deadline = command.Deadline ?? turn.Limits.DefaultDeadline;
        var pending = new PendingCancel(command, turn.Running, turn.Running.Plus(deadline)) { IsEngines = isEngines };
        if (deadline > turn.Limits.LongestDeadline)
            Deny(SessionCancelDeniedReason.DeadlineTooLong);
        else if (!turn.Limits.HasRoomFor(pending, turn.State.Cancels))
            Deny(SessionCancelDeniedReason.TooManyPending);
        else
            LetIn(turn, pending);

        void Deny(SessionCancelDeniedReason reason) =>
            turn.Add(new GuardianEffect.AnswerCancel(new SessionCancelDenied(turn.State.Session, command.Id, reason)));
    }

    private static void LetIn(Turn turn, PendingCancel pending)
    {
        turn.State.Cancels = turn.State.Cancels.Add(pending);
        if (turn.Limits.DrainQueue)
            OrderLane.Drain(turn, PrivateRequestDeniedReason.DrainedByCancel);
    }

    internal static void Resolve(Turn turn, OpenAttempt attempt, ExchangeAnswer answer)
    {
        var retry = NextRetry(turn, answer);
        var record = turn.State.Records.Find(known => known.Id == attempt.Id);
        turn.State.CancelRetry = retry;
        if (record is not null)
            turn.State.Records = turn.State.Records.Replace(record, record with { Answer = answer });
        switch (answer)
        {
            case ExchangeAnswer.CancelAccepted accepted:
                Accept(turn, attempt, record, accepted);
                break;
            case ExchangeAnswer.Unknown:
                LateAcceptances.Expect(turn, attempt);
                break;
            case ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.Refused
            or ExchangeAnswer.NotSent:
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    private static void Accept(
        Turn turn,
        OpenAttempt attempt,
        CancelRecord? record,
        ExchangeAnswer.CancelAccepted accepted
    )
    {
        if (record is { KnewOrders: true })
            SharedKey.TellIfStrangersWent(turn, accepted);
        Reconciler.Learn(turn, attempt, accepted);
        if (record is null)
            LateAcceptances.Tell(turn, attempt.Request, accepted);
        if (record is not { IsConclusive: true })
            return;
        Reconciler.StartOver(turn);
        turn.State.Cancels = turn.State.Cancels.ConvertAll(pending =>
            pending.AcceptedAt is null && pending.RestsOn(attempt.Id)
                ? pending with
                {
                    AcceptedAt = turn.Running,
                    ProvenAfter = turn.State.LastAttempt,
                }
                : pending
        );
    }

    /// <summary>Answers every command whose outcome is certain, or whose time is up.</summary>
    internal static void Settle(Turn turn)
    {
        foreach (var pending in turn.State.Cancels)
            if (CancelVerdict.Of(turn.State, pending, turn.Now) is { } outcome)
            {
                Answer(turn, pending, outcome);
                Ladder.After(turn, outcome);
                SharedKey.After(turn, outcome);
                FurtherCancels.After(turn, outcome);
            }

        if (
            turn.State is not { Cancels.IsEmpty: true, Records.IsEmpty: true }
            || turn.State.CancelRetry != Backoff.None
        )
            ForgetWhatNobodyNeeds(turn);
    }

    internal static void Answer(Turn turn, PendingCancel pending, SessionCancelOutcome whole)
    {
        var outcome = MessageSize.Fit(whole);
        var state = turn.State;
        if (ReferenceEquals(outcome, whole))
            turn.Add(new GuardianEffect.AnswerCancel(outcome));
        else
        {
            turn.Add(new GuardianEffect.AnswerCancel(outcome) { Whole = whole });
            state.CutOutcomes = state.CutOutcomes.Keep(whole, state.Limits.RememberedOrders);
        }

        state.Cancels = state.Cancels.Remove(pending);
        // A denial is not remembered: nothing left, so the same command may be let in when it comes again.
        if (outcome is not SessionCancelDenied)
            state.AnsweredCancels = state.AnsweredCancels.Remember(
                pending.Command.Id,
                outcome,
                state.Limits.RememberedAnswers
            );
        if (CancelEscalation.Of(outcome) is var (cause, detail))
            turn.Escalate(cause, detail);
    }

    /// <summary>Sends the next request if one is wanted and may leave now.</summary>
    internal static void Dispatch(Turn turn)
    {
        if (NextDispatchAt(turn.State) is not { } time || time > turn.Running)
            return;
        var isConclusive =
            turn.State.Nonces.Mode is NonceMode.Increasing || !OrderLane.MayLand(turn.State, turn.Running);
        var knewOrders = OrdersInDoubt.AreNone(turn.State) && !OrderLane.IsOut(turn.State);
        var dispatch = turn.Send(Lane.Cancel, new ExchangeRequest.CancelSessionOrders());
        switch (dispatch)
        {
            case Turn.Dispatch.Left(var request):
                NoteLeft(
                    turn,
                    new CancelRecord(request.Attempt, request.Nonce, turn.Running, isConclusive, knewOrders)
                );
                break;
            case Turn.Dispatch.Held(var retryAfter):
                turn.State.CancelRetry = turn.State.CancelRetry.Until(turn.Running + retryAfter, isBinding: true);
                break;
            default:
                throw ClosedUnion.Unhandled(dispatch);
        }
    }

    private static void NoteLeft(Turn turn, CancelRecord record)
    {
        var state = turn.State;
        state.CancelRetry = state.CancelRetry.AfterDispatch();
        FurtherCancels.Left(turn);
        state.Records = CancelRecord.Limit(state.Records.Add(record), state.Limits.MaxAttemptsTold);
        state.Cancels = state.Cancels.ConvertAll(pending =>
            pending.FirstAttempt is null ? pending with { FirstAttempt = record.Id } : pending
        );
    }

    /// <summary>When the next request may leave by the passing of time alone; null: only when something happens.</summary>
    internal static TimeSpan? NextDispatchAt(GuardianState state)
    {
        if (WantedFrom(state) is not { } wanted)
            return null;
        // In the order of arrival: those that have had no request yet are the last.
        var isFirst = state.Cancels[^1].FirstAttempt is null;
        if ((isFirst ? RoomAt(state) : HedgeAt(state)) is not { } allowed)
            return null;
        var hedge = wanted > allowed ? wanted : allowed;
        // A command that has had no request yet does not wait for a back-off that older commands earned.
        var isFree = !state.CancelRetry.IsBinding && isFirst;
        return state.CancelRetry.NotBefore is { } notBefore && notBefore > hedge && !isFree ? notBefore : hedge;
    }

    /// <summary>When the requests that are out allow one more; null: not before one of them is closed.</summary>
    private static TimeSpan? HedgeAt(GuardianState state)
    {
        if (state.Open.Find(IsCancel) is not { } first)
            return TimeSpan.MinValue;
        return state.Open.CountOf(IsCancel) < MostAtOnce ? first.DispatchedAt + state.Limits.HedgeAfter : null;
    }

    /// <summary>When a command's first request may leave beside others' that are out; null: not before one of them is closed.</summary>
    private static TimeSpan? RoomAt(GuardianState state)
    {
        if (state.Open.FindLast(IsCancel) is not { } last)
            return TimeSpan.MinValue;
        return state.Open.CountOf(IsCancel) < MostAtOnceForAll
            ? last.DispatchedAt + state.Limits.HedgeAfter / Spacing
            : null;
    }

    private static bool IsCancel(OpenAttempt attempt) => attempt.Asks<ExchangeRequest.CancelSessionOrders>();

    /// <summary>From when on any command wants a request; null: none does before something happens.</summary>
    private static TimeSpan? WantedFrom(GuardianState state)
    {
        TimeSpan? soonest = null;
        foreach (var pending in state.Cancels)
            if (WantsFrom(state, pending) is { } from && !(soonest <= from))
                soonest = from;
        return soonest;
    }

    private static TimeSpan? WantsFrom(GuardianState state, PendingCancel pending)
    {
        if (pending.FirstAttempt is null)
            return TimeSpan.MinValue;
        if (pending.AcceptedAt is not null)
            return FurtherCancels.NextAt(state);
        if (CancelVerdict.IsRefused(state, pending))
            return null;
        if (CancelVerdict.LastAcceptedDispatch(state, pending) is not { } accepted)
            return TimeSpan.MinValue;
        // Accepted, but an order request was out: the next one leaves when that has come back, so that it is the last.
        if (OrderLane.IsOut(state))
            return null;
        // If it never came back, one leaves at once, since it may have landed, and the last one when it no longer can.
        return accepted < state.Stragglers.NotedAt ? TimeSpan.MinValue : state.Stragglers.Until;
    }

    private static Backoff NextRetry(Turn turn, ExchangeAnswer answer)
    {
        var retry = turn.State.CancelRetry;
        return answer switch
        {
            ExchangeAnswer.CancelAccepted => Backoff.None,
            ExchangeAnswer.NonceRefused when retry.Failures < NonceRefusalsAtOnce => retry.AtOnce(turn.Running),
            ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.Refused
            or ExchangeAnswer.NotSent
            or ExchangeAnswer.Unknown => turn.After(retry, answer),
            _ => throw ClosedUnion.Unhandled(answer),
        };
    }

    private static void ForgetWhatNobodyNeeds(Turn turn)
    {
        // In the order of arrival, so the first one rests on the most.
        var state = turn.State;
        var oldest = state.Cancels.IsEmpty ? null : state.Cancels[0].FirstAttempt;
        state.Records = oldest is { } first ? state.Records.RemoveAll(record => record.Id < first) : [];
        // The next command begins anew; only what the exchange asked for holds for it too.
        if (state.Cancels.IsEmpty && !state.CancelRetry.Binds(turn.Running))
            state.CancelRetry = Backoff.None;
    }
}
