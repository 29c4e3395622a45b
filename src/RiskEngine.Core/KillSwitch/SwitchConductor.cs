namespace RiskEngine.Core;

/// <summary>What a node's kill switch decides, as a pure function.</summary>
/// <remarks>
/// <code>
///  EngageKillSwitch
///      │ same id under way: joins it · reported lately: same answers · reset since, deadline too long ──► Denied
///      ▼
///  guardians obey it ─► cancels go out ─► the store is asked ─► KillSwitchEngaged, with what it outlives:
///      │                                    in time: what the store says · late or failed: this process alone,
///      │                                    and it is tried again until the store has it
///      │ each guardian: closed, and its cancel ended ──► KillSwitchApplied, KillSwitchProgress
///      ▼
///  nothing goes by the scope's name ──► KillSwitchMatchesNothing
///  all proven ──► KillSwitchCompleted · all heard, the deadline, or a reset of the engagement ──► KillSwitchIncomplete
///
///  ResetKillSwitch ── record unreadable, none or an unknown one named, not engaged, same person ──► Denied
///      ▼ the store is asked, nothing is open before it has answered
///  kept ── enough people ──► guardians are told ──► KillSwitchReset · not enough ──► KillSwitchResetApproved
///  not kept ──────────────────────────────────────────────────────────────────────────► Denied
///  perhaps kept ── the log is read: it has the record ──► as kept · it has not ──► as not kept
///      └ not read until the deadline ──► KillSwitchResetInDoubt; what is read later is published
/// </code>
/// <para>Until the log has been read everything is engaged. What it then says is merged with what was done meanwhile,
/// so no reading ever clears an engagement (I5). The run of an engagement is in <see cref="Engaging"/>, a reset in
/// <see cref="Resetting"/>, the log in <see cref="SwitchMemory"/>.</para>
/// </remarks>
public static class SwitchConductor
{
    /// <summary>Decides what one input means.</summary>
    /// <param name="state">What the switch knows; the last decision's state.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">When, on both clocks; the running clock never goes back between calls.</param>
    /// <returns>What it knows now, what is to be done in order, and when to ask again.</returns>
    public static SwitchDecision Decide(SwitchState state, SwitchInput input, Moment now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        var turn = new SwitchTurn(state, now);
        switch (input)
        {
            case SwitchInput.EngageAsked asked:
                Engaging.Begin(turn, asked.Command);
                break;
            case SwitchInput.ResetAsked asked:
                Resetting.Begin(turn, asked.Command);
                break;
            case SwitchInput.GateKnown known:
                Engaging.Closed(turn, known);
                break;
            case SwitchInput.AccountKnown known:
                AccountScopes.Learn(turn, [known.Account]);
                break;
            case SwitchInput.CancelEnded ended:
                Engaging.Ended(turn, ended.Outcome);
                break;
            case SwitchInput.StrategyStopped stopped:
                Engaging.Ended(turn, stopped.Ended);
                break;
            case SwitchInput.GuardianUp up:
                turn.SetGate(up.Session);
                Engaging.Arrived(turn, up.Session);
                break;
            case SwitchInput.Elsewhere elsewhere:
                Engaging.Elsewhere(turn, elsewhere.Session);
                break;
            case SwitchInput.ViewChanged changed:
                OtherNodes.Seen(turn, changed.View);
                ApprovalsNeeded.Greet(turn);
                break;
            case SwitchInput.PeerTold told:
                OtherNodes.Told(turn, told.Call, told.Message);
                break;
            case SwitchInput.PeerGreeted greeted:
                ApprovalsNeeded.Answered(turn, greeted.Node, greeted.Answer);
                break;
            case SwitchInput.PeerEnded ended:
                OtherNodes.Ended(turn, ended.Engagement, ended.Node, ended.Answer);
                break;
            case SwitchInput.Stored { Record: KillSwitchRecord.Reset record, Result: var result }:
                Resetting.Stored(turn, record, result);
                break;
            case SwitchInput.Stored stored:
                SwitchMemory.Stored(turn, stored.Record, stored.Result);
                break;
            case SwitchInput.LogRead read:
                SwitchMemory.Read(turn, read);
                break;
            case SwitchInput.LogChanged:
                turn.ReadLog();
                break;
            case SwitchInput.CoordinationLost lost:
                SwitchMemory.Lose(turn, lost.Cancels);
                break;
            case SwitchInput.CoordinationBack:
                turn.State = turn.State with { IsCutOff = false };
                turn.ReadLog();
                break;
            case SwitchInput.Stopping:
                Engaging.Stop(turn);
                Resetting.Stop(turn);
                return turn.End(null);
            case SwitchInput.Woke:
                break;
            default:
                throw ClosedUnion.Unhandled(input);
        }

        SwitchMemory.TryAgain(turn);
        Engaging.CancelAgain(turn);
        Engaging.Settle(turn);
        Resetting.Settle(turn);
        OtherNodes.Tell(turn);
        SwitchMemory.Fold(turn);
        return turn.End(
            Earliest(
                turn.State.Runs.NextAt,
                Resetting.NextAt(turn.State),
                turn.State.StoreAgainAt,
                turn.State.ReadAgainAt
            )
        );
    }

    private static TimeSpan? Earliest(params ReadOnlySpan<TimeSpan?> times)
    {
        TimeSpan? earliest = null;
        foreach (var time in times)
            if (earliest is null || time < earliest)
                earliest = time;
        return earliest;
    }
}
