using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>An engagement from the command to its report.</summary>
internal static class Engaging
{
    /// <summary>How often a cancel is asked for again that a defect of the engine's own has ended.</summary>
    private const int CancelsAgain = 3;

    internal static void Begin(SwitchTurn turn, EngageKillSwitch command)
    {
        var state = turn.State;
        if (state.Runs.Find(run => run.Command.Id == command.Id) is { } running)
        {
            if (running.Said is { } said)
                turn.Add(new SwitchEffect.TellAgain(said));
            return;
        }

        if (state.AnsweredEngages.To(command.Id) is { } already)
        {
            turn.Add(new SwitchEffect.TellAgain(already.Engaged));
            turn.Add(new SwitchEffect.TellAgain(already.Report));
            return;
        }

        if (command.Deadline > turn.Limits.LongestDeadline)
            Deny(turn, command, KillSwitchEngageDeniedReason.DeadlineTooLong);
        else if (!state.Sessions.Any(command.Scope.Concerns))
            Deny(turn, command, KillSwitchEngageDeniedReason.NothingInScope);
        else
            Engage(turn, command);
    }

    /// <summary>A guardian says what it obeys.</summary>
    internal static void Closed(SwitchTurn turn, SessionGate gate)
    {
        foreach (var run in turn.State.Runs)
            if (IsWaitingFor(run, gate.Session) && Holds(gate.Switch, run.Engagement))
                Advance(turn, run, gate.Session, run.Sessions[gate.Session] with { IsClosed = true });
    }

    /// <summary>A cancel ended, perhaps one that a run has asked for.</summary>
    internal static void Ended(SwitchTurn turn, SessionCancelOutcome outcome)
    {
        foreach (var run in turn.State.Runs)
        {
            if (!IsWaitingFor(run, outcome.Session) || run.CancelId(outcome.Session) != outcome.Command)
                continue;
            var stopping = run.Sessions[outcome.Session];
            if (IsOurOwnFault(outcome) && stopping.Cancels < CancelsAgain && turn.Running < run.CancelsEndAt)
            {
                var again = run.With(outcome.Session, stopping with { Cancels = stopping.Cancels + 1 });
                turn.Replace(run, again);
                turn.Add(new SwitchEffect.Cancel(again.Cancel(outcome.Session, turn.Running)));
            }
            else
                Advance(turn, run, outcome.Session, stopping with { Ended = outcome });
        }
    }

    /// <summary>Says what an engagement outlives, once.</summary>
    internal static void Say(SwitchTurn turn, EngageRun run, KillSwitchDurability durability)
    {
        var said = new KillSwitchEngaged(run.Command.Id, run.Engagement, durability);
        turn.Tell(run.Command.Id, said, isLast: false);
        turn.Replace(run, run with { Said = said });
        if (run.Sessions.Values.Any(stopping => stopping.Applied is not null))
            turn.Tell(run.Command.Id, run.Progress(), isLast: false);
    }

    /// <summary>Ends what is complete or due.</summary>
    internal static void Settle(SwitchTurn turn)
    {
        foreach (var run in turn.State.Runs)
        {
            var isDue = turn.Running >= run.DeadlineAt;
            if (run.Said is null && (isDue || turn.Running >= run.StartedAt + turn.Limits.StorePatience))
                Say(turn, run, KillSwitchDurability.ThisProcess);
            if (
                turn.State.Runs.Find(x => x.Command.Id == run.Command.Id) is { Said: not null } said
                && (isDue || said.IsComplete)
            )
                Report(turn, said, MissingSessionReason.NoAcknowledgment);
        }
    }

    /// <summary>Ends the runs of engagements that no longer hold: a person has decided otherwise.</summary>
    internal static void Cleared(SwitchTurn turn, ValueList<Engagement> engagements)
    {
        foreach (var run in turn.State.Runs.Where(run => engagements.Contains(run.Engagement)))
            EndNow(turn, run, MissingSessionReason.Reset);
    }

    internal static void Stop(SwitchTurn turn)
    {
        foreach (var run in turn.State.Runs)
            EndNow(turn, run, MissingSessionReason.NoAcknowledgment);
    }

    internal static TimeSpan? NextAt(SwitchState state)
    {
        TimeSpan? next = null;
        foreach (var run in state.Runs)
        {
            var at = run.Said is null ? run.StartedAt + state.Limits.StorePatience : run.DeadlineAt;
            at = at < run.DeadlineAt ? at : run.DeadlineAt;
            next = next is { } soonest && soonest <= at ? soonest : at;
        }

        return next;
    }

    private static void Engage(SwitchTurn turn, EngageKillSwitch command)
    {
        var record = KillSwitchRules.Engage(turn.State.History, command, turn.Now.Wall, turn.State.Node);
        turn.State = turn.State.Know(turn.State.History.Add(record));
        // Every gate is closed before the first cancel is decided: nothing refills what is being emptied.
        turn.SetGates(command.Scope);
        var run = new EngageRun(
            command,
            record.Engagement,
            turn.Running,
            turn.Running + (command.Deadline ?? turn.Limits.Deadline),
            turn.State.Sessions.Where(command.Scope.Concerns)
                .ToImmutableDictionary(session => session, _ => EngageRun.Stopping.Begun)
        );
        foreach (var session in turn.State.Sessions.Where(run.Pulls))
            turn.Add(new SwitchEffect.Cancel(run.Cancel(session, turn.Running)));
        turn.State = turn.State with { Runs = turn.State.Runs.Add(run) };
        SwitchMemory.Store(turn, record);
        NoteAsked(turn, command);
        turn.Add(new SwitchEffect.Audit(new AuditEntry.Engaged(record.Engagement)));
    }

    private static void Advance(SwitchTurn turn, EngageRun run, SessionKey session, EngageRun.Stopping stopping)
    {
        KillSwitchEffect? effect =
            !stopping.IsClosed ? null
            : !run.Pulls(session) ? KillSwitchEffect.OrdersDenied.Instance
            : stopping.Ended is { } outcome ? new KillSwitchEffect.CancelEnded(outcome)
            : null;
        var applied = effect is null
            ? null
            : new KillSwitchApplied(run.Engagement.Id, session, turn.State.Node, effect);
        var after = run.With(session, stopping with { Applied = applied });
        turn.Replace(run, after);
        if (applied is null)
            return;
        turn.Add(new SwitchEffect.Publish(applied));
        if (after.Said is not null)
            turn.Tell(run.Command.Id, after.Progress(), isLast: false);
    }

    private static void EndNow(SwitchTurn turn, EngageRun run, MissingSessionReason unheard)
    {
        if (run.Said is null)
            Say(turn, run, KillSwitchDurability.ThisProcess);
        Report(turn, turn.State.Runs.Find(x => x.Command.Id == run.Command.Id)!, unheard);
    }

    private static void Report(SwitchTurn turn, EngageRun run, MissingSessionReason unheard)
    {
        var report = run.Report(turn.Running, unheard);
        turn.Tell(run.Command.Id, report, isLast: true);
        turn.State = turn.State with
        {
            Runs = turn.State.Runs.Remove(run),
            AnsweredEngages = turn.State.AnsweredEngages.Remember(
                run.Command.Id,
                new SwitchState.EngageAnswer(run.Said!, report),
                turn.Limits.RememberedAnswers
            ),
        };
    }

    private static bool IsWaitingFor(EngageRun run, SessionKey session) =>
        run.Sessions.TryGetValue(session, out var stopping) && stopping.Applied is null;

    private static bool Holds(KillSwitchState obeyed, Engagement engagement) =>
        obeyed switch
        {
            KillSwitchState.Engaged engaged => engaged.Engagements.Contains(engagement),
            KillSwitchState.Unreadable => true,
            _ => false,
        };

    /// <summary>Whether it was the engine that could not go on, and not the exchange: then it is worth another try.</summary>
    private static bool IsOurOwnFault(SessionCancelOutcome outcome) =>
        outcome
            is SessionCancelDenied
                or SessionCancelUnconfirmed
                {
                    Reason: SessionCancelUnconfirmedReason.SenderFailed or SessionCancelUnconfirmedReason.EngineStopped
                };

    private static void Deny(SwitchTurn turn, EngageKillSwitch command, KillSwitchEngageDeniedReason reason)
    {
        NoteAsked(turn, command);
        turn.Tell(command.Id, new KillSwitchEngageDenied(command.Id, command.Scope, reason), isLast: true);
    }

    private static void NoteAsked(SwitchTurn turn, EngageKillSwitch command) =>
        turn.Add(
            new SwitchEffect.Audit(
                new AuditEntry.Asked(
                    turn.Now.Wall,
                    turn.State.Node,
                    AuditedCommand.EngageKillSwitch,
                    command.Id,
                    command.RequestedBy,
                    null,
                    command.Scope,
                    command.Reason
                )
            )
        );
}
