namespace RiskEngine.Core;

/// <summary>What a guardian does by itself once a cancel could not be proven, as far as the session allows it.</summary>
/// <remarks>
/// <code>
///  not proven ── account-cancel on ──► account-wide cancel ── accepted ──► done
///      │                                   │ not accepted by its deadline
///      └── off ────────────────────────────┴── withhold-heartbeat on ──► silence until a cancel is proven
/// </code>
/// The alert, and the supervisor's part, do not wait for it: they follow the answer at once.
/// </remarks>
/// <param name="For">The cancel for which the account is being canceled; null: it is not.</param>
/// <param name="Until">When to give that up, on the running clock.</param>
/// <param name="Retry">When its next request may leave.</param>
/// <param name="Withheld">The cancel for which heartbeats are withheld; null: they are not.</param>
internal sealed record Ladder(CommandId? For, TimeSpan Until, Backoff Retry, CommandId? Withheld)
{
    internal static readonly Ladder None = new(null, TimeSpan.MinValue, Backoff.None, null);

    internal static void After(Turn turn, SessionCancelOutcome outcome)
    {
        if (CancelVerdict.Escalation(outcome) is not null)
            Climb(turn, outcome.Command);
        else if (outcome is SessionCanceled)
            // There is nothing left that silence could cancel.
            turn.State = turn.State with
            {
                Ladder = turn.State.Ladder with { Withheld = null },
            };
    }

    private static void Climb(Turn turn, CommandId command)
    {
        var ladder = turn.State.Ladder;
        if (ladder.For is not null)
            return;
        if (!turn.Limits.EscalatesToAccount)
        {
            Withhold(turn, command);
            return;
        }

        turn.State = turn.State with
        {
            Ladder = ladder with
            {
                For = command,
                Until = turn.Running + turn.Limits.DefaultDeadline,
                Retry = Backoff.None,
            },
        };
        Tell(turn, EscalationStep.AccountCancel, command);
    }

    internal static void Dispatch(Turn turn)
    {
        var ladder = turn.State.Ladder;
        if (!(NextAt(turn.State) <= turn.Running))
            return;
        if (turn.Send(Lane.Cancel, new ExchangeRequest.CancelAccountOrders()) is Turn.Dispatch.Held(var retryAfter))
            Again(turn, ladder.Retry.Until(turn.Running + retryAfter, isBinding: true));
    }

    internal static TimeSpan? NextAt(GuardianState state)
    {
        if (state.Ladder.For is null || state.Open.Exists(open => open.Asks<ExchangeRequest.CancelAccountOrders>()))
            return null;
        return state.Ladder.Retry.NotBefore ?? TimeSpan.MinValue;
    }

    internal static void Resolve(Turn turn, OpenAttempt attempt, ExchangeAnswer answer)
    {
        if (turn.State.Ladder.For is not { } command)
            return;
        if (answer is ExchangeAnswer.CancelAccepted accepted)
        {
            End(turn, command, attempt, answer, accepted.Canceled, accepted.Rejects);
            return;
        }

        if (answer is ExchangeAnswer.Refused || turn.State.Ladder.Until <= turn.Running)
        {
            End(turn, command, attempt, answer, [], []);
            Withhold(turn, command);
            return;
        }

        Again(
            turn,
            answer is ExchangeAnswer.RateLimited limited
                ? turn.AfterRateLimit(turn.State.Ladder.Retry, limited)
                : turn.AfterFailure(turn.State.Ladder.Retry)
        );
    }

    private static void End(
        Turn turn,
        CommandId command,
        OpenAttempt attempt,
        ExchangeAnswer answer,
        ValueList<OrderId> canceled,
        ValueList<OrderId> rejects
    )
    {
        var record = new CancelRecord(attempt.Id, attempt.Request.Nonce, attempt.DispatchedAt, false, answer);
        turn.State = turn.State with { Ladder = turn.State.Ladder with { For = null, Retry = Backoff.None } };
        turn.Add(
            new GuardianEffect.Publish(
                new AccountCancelEnded(turn.State.Session, command, record.ToAttempt(), canceled, rejects)
            )
        );
    }

    private static void Withhold(Turn turn, CommandId command)
    {
        var ladder = turn.State.Ladder;
        if (!turn.Limits.WithholdsHeartbeat || !turn.Limits.RequiresHeartbeat || ladder.Withheld is not null)
            return;
        turn.State = turn.State with { Ladder = ladder with { Withheld = command } };
        Tell(turn, EscalationStep.WithholdHeartbeat, command);
    }

    private static void Again(Turn turn, Backoff retry) =>
        turn.State = turn.State with { Ladder = turn.State.Ladder with { Retry = retry } };

    private static void Tell(Turn turn, EscalationStep step, CommandId command) =>
        turn.Add(new GuardianEffect.Publish(new EscalationStepTaken(turn.State.Session, step, command)));
}
