using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>What a guardian does by itself once a cancel could not be proven, as far as the session allows it.</summary>
/// <remarks>
/// <code>
///  not proven ── account-cancel on ──► account-wide cancel with the kill-only key, if there is one ── accepted ──► done
///      │                                   │ not accepted by its deadline
///      │                               account-wide cancel with the own key ── accepted ──► done
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
    /// <summary>The most commands that wait for a step of their own by name.</summary>
    private const int MostWaiting = 64;

    internal static readonly Ladder None = new(null, TimeSpan.MinValue, Backoff.None, null);

    /// <summary>What has been refused of the account-wide cancel.</summary>
    internal Refusals Refused { get; init; } = Refusals.None;

    /// <summary>Whether another session's key has been asked for it, and this one only waits.</summary>
    internal bool IsAway { get; init; }

    /// <summary>The session that asked this one's key for it; null: none did.</summary>
    internal SessionKey? OnBehalfOf { get; init; }

    /// <summary>Commands that could not be proven either, and had arrived after the latest request had left: each gets a step of its own.</summary>
    internal ImmutableArray<LadderClaim> Waiting { get; init; } = [];

    internal static void After(Turn turn, SessionCancelOutcome outcome)
    {
        if (CancelEscalation.Of(outcome) is not null)
            Climb(turn, outcome.Command, turn.Running - outcome.Effort.Elapsed);
        else if (outcome is SessionCanceled && turn.State.Ladder.Withheld is not null)
            // There is nothing left that silence could cancel.
            turn.State.Ladder = turn.State.Ladder with
            {
                Withheld = null,
            };
    }

    private static void Climb(Turn turn, CommandId command, TimeSpan arrivedAt)
    {
        var ladder = turn.State.Ladder;
        if (ladder.For is not null)
        {
            // What left before the command arrived proves nothing to whoever sent it.
            turn.State.Ladder = ladder with
            {
                Waiting = Limit(ladder.Waiting.Add(new LadderClaim(command, arrivedAt))),
            };
            return;
        }

        if (!turn.Limits.EscalatesToAccount)
        {
            Withhold(turn, command);
            return;
        }

        Tell(turn, EscalationStep.AccountCancel, command);
        if (turn.Limits.AccountCancelBy is not { } other)
        {
            Begin(turn, command);
            return;
        }

        turn.State.Ladder = ladder with
        {
            For = command,
            // As long as it may try, and for the last request to be given up.
            Until = turn.Running + turn.Limits.DefaultDeadline + turn.Limits.AttemptTimeout,
            IsAway = true,
        };
        turn.Add(new GuardianEffect.WantAccountCancel(other, turn.State.Session, command));
    }

    /// <summary>Cancels the account for another session; not if it does so already, since one that is out proves nothing to whoever asks later.</summary>
    internal static void CancelFor(Turn turn, SessionKey session, CommandId command)
    {
        if (turn.State.Ladder.For is not null)
        {
            turn.Add(new GuardianEffect.ReportAccountCancel(session, command, IsAccepted: false));
            return;
        }

        Begin(turn, command);
        turn.State.Ladder = turn.State.Ladder with { OnBehalfOf = session };
    }

    /// <summary>The request that is out is lost; the own session's climb goes on with the next incarnation, another's has to go another way.</summary>
    internal static void StandStill(Turn turn)
    {
        var ladder = turn.State.Ladder;
        if (ladder is { OnBehalfOf: { } other, For: { } command })
        {
            turn.Add(new GuardianEffect.ReportAccountCancel(other, command, IsAccepted: false));
            ladder = ladder with { For = null, OnBehalfOf = null };
        }

        turn.State.Ladder = ladder with { Retry = Backoff.None };
    }

    /// <summary>The other key is through with it, or there is none such.</summary>
    internal static void Reported(Turn turn, CommandId command, bool isAccepted)
    {
        if (turn.State.Ladder is not { IsAway: true, For: { } wanted } || wanted != command)
            return;
        turn.State.Ladder = turn.State.Ladder with { For = null, IsAway = false };
        if (!isAccepted)
            Begin(turn, command);
        else
            ClimbOn(turn);
    }

    /// <summary>The step of one command is over: those that arrived too late for it go on with one of their own, which they share.</summary>
    internal static void ClimbOn(Turn turn)
    {
        if (turn.State.Ladder.For is not null)
            return;
        var waiting = turn.State.Ladder.Waiting;
        turn.State.Ladder = turn.State.Ladder with { Waiting = [] };
        foreach (var claim in waiting)
            Climb(turn, claim.Command, claim.ArrivedAt);
    }

    /// <summary>So many are remembered by name; the step of a later one is one for all that came before it.</summary>
    private static ImmutableArray<LadderClaim> Limit(ImmutableArray<LadderClaim> claims) =>
        claims.Length > MostWaiting ? claims.RemoveAt(0) : claims;

    private static void Begin(Turn turn, CommandId command) =>
        turn.State.Ladder = turn.State.Ladder with
        {
            For = command,
            Until = turn.Running + turn.Limits.DefaultDeadline,
            Retry = Backoff.None,
            Refused = Refusals.None,
        };

    internal static void Dispatch(Turn turn)
    {
        var ladder = turn.State.Ladder;
        if (!(NextAt(turn.State) <= turn.Running))
            return;
        if (ladder is { IsAway: true, For: { } command })
        {
            Reported(turn, command, isAccepted: false);
            ladder = turn.State.Ladder;
        }

        if (turn.Send(Lane.Cancel, new ExchangeRequest.CancelAccountOrders()) is Turn.Dispatch.Held(var retryAfter))
            Again(turn, ladder.Retry.Until(turn.Running + retryAfter, isBinding: true));
    }

    internal static TimeSpan? NextAt(GuardianState state) =>
        state.Ladder switch
        {
            { For: null } => null,
            { IsAway: true } away => away.Until,
            _ when state.Open.Exists(open => open.Asks<ExchangeRequest.CancelAccountOrders>()) => null,
            var own => own.Retry.NotBefore ?? TimeSpan.MinValue,
        };

    internal static void Resolve(Turn turn, OpenAttempt attempt, ExchangeAnswer answer)
    {
        if (turn.State.Ladder.For is not { } command)
            return;
        switch (answer)
        {
            case ExchangeAnswer.CancelAccepted accepted:
                End(turn, command, attempt, answer, accepted.Canceled, accepted.Rejects);
                Share(turn, attempt, answer, accepted);
                ClimbOn(turn);
                break;
            case ExchangeAnswer.Refused refused when turn.State.Ladder.Refused.MakeFinal(refused):
                GiveUp(turn, command, attempt, answer);
                break;
            case ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.Refused
            or ExchangeAnswer.NotSent
            or ExchangeAnswer.Unknown:
                if (turn.State.Ladder.Until <= turn.Running)
                {
                    GiveUp(turn, command, attempt, answer);
                    break;
                }

                turn.State.Ladder = turn.State.Ladder with { Refused = turn.State.Ladder.Refused.With(answer) };
                Again(turn, turn.After(turn.State.Ladder.Retry, answer));
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    private static void GiveUp(Turn turn, CommandId command, OpenAttempt attempt, ExchangeAnswer answer)
    {
        var isForOther = turn.State.Ladder.OnBehalfOf is not null;
        End(turn, command, attempt, answer, [], []);
        if (!isForOther)
            Withhold(turn, command);
        ClimbOn(turn);
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
        if (turn.State.Ladder.OnBehalfOf is { } other)
            turn.Add(new GuardianEffect.ReportAccountCancel(other, command, answer is ExchangeAnswer.CancelAccepted));
        turn.State.Ladder = turn.State.Ladder with { For = null, Retry = Backoff.None, OnBehalfOf = null };
        Publish(turn, command, attempt, answer, canceled, rejects);
    }

    /// <summary>An accepted request that left after other commands had arrived is their step too.</summary>
    private static void Share(
        Turn turn,
        OpenAttempt attempt,
        ExchangeAnswer answer,
        ExchangeAnswer.CancelAccepted accepted
    )
    {
        foreach (var claim in turn.State.Ladder.Waiting)
            if (claim.ArrivedAt < attempt.DispatchedAt)
            {
                turn.State.Ladder = turn.State.Ladder with { Waiting = turn.State.Ladder.Waiting.Remove(claim) };
                Tell(turn, EscalationStep.AccountCancel, claim.Command);
                Publish(turn, claim.Command, attempt, answer, accepted.Canceled, accepted.Rejects);
            }
    }

    private static void Publish(
        Turn turn,
        CommandId command,
        OpenAttempt attempt,
        ExchangeAnswer answer,
        ValueList<OrderId> canceled,
        ValueList<OrderId> rejects
    )
    {
        var record = new CancelRecord(attempt.Id, attempt.Request.Nonce, attempt.DispatchedAt, false, false, answer);
        turn.Add(
            new GuardianEffect.Publish(
                new AccountCancelEnded(turn.State.Session, command, record.ToAttempt(), canceled, rejects)
                {
                    Unheard = turn.State.AccountCancelUnheard,
                }
            )
        );
    }

    private static void Withhold(Turn turn, CommandId command)
    {
        var ladder = turn.State.Ladder;
        if (!turn.Limits.WithholdsHeartbeat || !turn.Limits.RequiresHeartbeat || ladder.Withheld is not null)
            return;
        turn.State.Ladder = ladder with { Withheld = command };
        Tell(turn, EscalationStep.WithholdHeartbeat, command);
    }

    private static void Again(Turn turn, Backoff retry) => turn.State.Ladder = turn.State.Ladder with { Retry = retry };

    private static void Tell(Turn turn, EscalationStep step, CommandId command) =>
        turn.Add(new GuardianEffect.Publish(new EscalationStepTaken(turn.State.Session, step, command)));
}

/// <summary>A command that could not be proven, and wants a step of its own.</summary>
/// <param name="Command">The command.</param>
/// <param name="ArrivedAt">When it arrived, on the running clock: only a request that left later counts.</param>
internal sealed record LadderClaim(CommandId Command, TimeSpan ArrivedAt);
