namespace RiskEngine.Core;

/// <summary>What a session's guardian decides, as a pure function.</summary>
/// <remarks>
/// <para>A cancel command goes this way; each arrow to an outcome is one answer, and there is no other way out:</para>
/// <code>
///  CancelSession
///      │ arrives                       same id pending: joins it · answered lately, not Denied: same answer
///      ├── limit or deadline ────────────────────────────────────────────────────► Denied
///      ▼
///  Waiting ◄───────────────────────────────────────────────┐  for the next request: never one that is out (I2)
///      │ request out, fresh nonce                          │
///      ▼                                                   │
///  In flight ── unknown, not sent: at once, then back-off ─┤
///      │    ├── nonce refused: resynchronize, at once ─────┤
///      │    ├── too many requests: wait as told ───────────┘
///      │    ├── silent for hedge-after: a second one beside it; the first acceptance wins
///      │    ├── refused for good ───── every request of the command proven not executed ──► Rejected
///      │    │                          one of them may have run ─────────────────────────► Unconfirmed
///      │    └── deadline ───────────── likewise; nothing was sent ───────────────────────► Denied
///      ▼ accepted; where an order request may still land after it (time-based key): again when that is over,
///      │           and Unconfirmed at the deadline
///  Accepted ── verification off ── no rejects ───────────────────────────────────────────► Canceled
///      │                       └── rejects ──────────────────────────────────────────────► Partial
///      │ look at the open orders; cancel by itself each known order that nothing has closed; look again
///      ├── every known order closed, one look begun after the acceptance shows none ─────► Canceled
///      │     where orders may exist that nobody named: none shown for list-lag-limit
///      ├── each one left is answered as still there, again and again ────────────────────► Partial
///      └── deadline, or the key may not look ── orders seen open, or rejected ───────────► Partial
///                                           └── none, but not proven either ─────────────► Unconfirmed
///  Partial, Rejected, Unconfirmed ── after the answer ──► escalated, and the session's ladder is climbed
/// </code>
/// <para>Session states: Starting ── preflight passed ──► Active ◄── accepted ── credentials or role refused ──► Suspended. Over all of
/// them lies Halted, from an engagement until its reset: orders and nonces are denied, cancels pass.</para>
/// <para>The cancel lane lives in <see cref="CancelLane"/>, the proof in <see cref="Reconciler"/>, order entry in
/// <see cref="OrderLane"/>, the kill switch in <see cref="OrderGate"/>, the steps after a failure in
/// <see cref="Ladder"/>, and what an outcome claims in <see cref="CancelVerdict"/>.</para>
/// </remarks>
public static class GuardianRules
{
    /// <summary>Decides what one input means.</summary>
    /// <param name="state">What the guardian knows; the last decision's state.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">When, on both clocks; the running clock never goes back between calls.</param>
    /// <returns>What it knows now, what is to be done in order, and when to ask again.</returns>
    public static GuardianDecision Decide(GuardianState state, GuardianInput input, Moment now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        var turn = new Turn(state, now);
        switch (input)
        {
            case GuardianInput.Started:
                Start(turn);
                break;
            case GuardianInput.CancelRequested requested:
                Strategies.Seen(turn, requested.Command.Strategy);
                CancelLane.Accept(turn, requested.Command, requested.IsOfSwitch);
                break;
            case GuardianInput.PrivateRequested requested:
                Strategies.Seen(turn, requested.Command.Strategy);
                OrderLane.Accept(turn, requested.Command);
                break;
            case GuardianInput.GateSet set:
                OrderGate.Set(turn, set.Switch);
                break;
            case GuardianInput.StrategyStopWanted wanted:
                StrategyStops.Begin(turn, wanted.Command);
                break;
            case GuardianInput.NonceRequested requested:
                Strategies.Seen(turn, requested.Command.Strategy);
                NonceLeases.Grant(turn, requested.Command);
                break;
            case GuardianInput.StrategyRegistered registered:
                Strategies.Register(turn, registered.Command);
                break;
            case GuardianInput.StrategyUnregistered unregistered:
                Strategies.Unregister(turn, unregistered.Strategy);
                break;
            case GuardianInput.StrategySeen seen:
                Strategies.Seen(turn, seen.Strategy);
                break;
            case GuardianInput.StrategyDied died:
                Strategies.Lose(turn, died.Strategy, StrategyLossCause.Died);
                break;
            case GuardianInput.AccountCancelWanted wanted:
                Ladder.CancelFor(turn, wanted.For, wanted.Command);
                break;
            case GuardianInput.AccountCancelReported reported:
                Ladder.Reported(turn, reported.Command, reported.IsAccepted);
                break;
            case GuardianInput.AccountCancelHeard heard:
                AccountCancels.Heard(turn, heard.News);
                break;
            case GuardianInput.AccountCancelUnheard unheard:
                turn.State.AccountCancelUnheard = unheard.Nodes;
                break;
            case GuardianInput.Closing:
                turn.State.IsClosing = true;
                break;
            case GuardianInput.AttemptResolved resolved:
                Attempts.Resolve(turn, resolved.Attempt, resolved.Answer);
                break;
            case GuardianInput.SlotsPromised promised:
                Pacing.Promised(turn, promised);
                break;
            case GuardianInput.NoncesReserved reserved:
                NonceReserve.Reserved(turn, reserved.UpTo);
                break;
            case GuardianInput.NonceReservationFailed failed:
                NonceReserve.Failed(turn, failed.Why);
                break;
            case GuardianInput.OrdersKept:
                LedgerKeeper.Kept(turn);
                break;
            case GuardianInput.OrdersNotKept failed:
                LedgerKeeper.Failed(turn, failed.Why);
                break;
            case GuardianInput.SenderLost:
                Ending.AnswerAll(turn, SessionCancelUnconfirmedReason.SenderFailed, climbs: true);
                turn.Escalate(
                    EscalationCause.SenderKeepsFailing,
                    "The HTTP sender failed more often than it may. Everyone who waited was answered; the guardian restarts with its nonces kept."
                );
                return turn.End(null);
            case GuardianInput.Stopping stopping:
                Ending.AnswerAll(turn, SessionCancelUnconfirmedReason.EngineStopped, climbs: stopping.ComesBack);
                if (!stopping.ComesBack)
                    LedgerKeeper.KeepLast(turn);
                return turn.End(null);
            case GuardianInput.Woke:
                break;
            default:
                throw ClosedUnion.Unhandled(input);
        }

        Attempts.GiveUpOverdue(turn);
        AccountCancels.ForgetOverdue(turn);
        Strategies.LoseSilent(turn);
        CancelLane.Settle(turn);
        StrategyStops.Settle(turn);
        CancelLane.Dispatch(turn);
        Reconciler.Dispatch(turn);
        Ladder.Dispatch(turn);
        Preflight.Dispatch(turn);
        OrderLane.Dispatch(turn);
        Heartbeat.Dispatch(turn);
        Housekeeping.Dispatch(turn);
        NonceReserve.Keep(turn);
        LedgerKeeper.Keep(turn);
        AccountCancels.Tell(turn);
        return turn.End(Alarm.Next(turn.State, turn.Now));
    }

    private static void Start(Turn turn)
    {
        Heartbeat.Begin(turn);
        Housekeeping.Begin(turn);
        Preflight.Begin(turn);
        if (turn.Limits.CancelOnStart && !turn.State.WasUp)
            EngineCancels.Begin(turn, "cancel-on-start", "an earlier run may have left orders");
        turn.State.WasUp = true;
    }
}
