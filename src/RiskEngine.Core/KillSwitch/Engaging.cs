namespace RiskEngine.Core;

/// <summary>An engagement from the command to its report.</summary>
internal static class Engaging
{
    /// <summary>The wait before a cancel is asked for again that a defect of the engine's own has ended; each further one is twice as long.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    internal static void Begin(SwitchTurn turn, EngageKillSwitch command)
    {
        var state = turn.State;
        if (state.Runs.Of(command.Id) is { } running)
        {
            if (running.Said is { } said)
                turn.Add(new SwitchEffect.TellAgain(said));
            return;
        }

        if (state.AnsweredEngages.To(command.Id) is { } already)
        {
            if (!state.History.Holds(already.Engaged.Engagement, turn.State.Approvals))
            {
                // What it was told then would say that something is stopped, and nothing is by it.
                Deny(turn, command, KillSwitchEngageDeniedReason.ResetSince);
                return;
            }

            turn.Add(new SwitchEffect.TellAgain(already.Engaged));
            turn.Add(new SwitchEffect.TellAgain(already.Report));
            return;
        }

        if (command.Deadline > turn.Limits.LongestDeadline)
            Deny(turn, command, KillSwitchEngageDeniedReason.DeadlineTooLong);
        else
            Engage(turn, command);
    }

    /// <summary>A guardian says what it obeys.</summary>
    internal static void Closed(SwitchTurn turn, SwitchInput.GateKnown known)
    {
        var gate = known.Gate;
        turn.State = turn.State with { Strategies = turn.State.Strategies.SetItem(gate.Session, known.Strategies) };
        if (known.Account is AccountIdentity.Known account)
            AccountScopes.Learn(turn, [new SessionAccount(gate.Session, account)]);
        foreach (var run in turn.State.Runs)
            if (
                run.IsWaitingFor(gate.Session)
                && run.Sessions[gate.Session] is { IsClosed: false, IsElsewhere: false } stopping
                && Holds(gate.Switch, run.Engagement)
            )
                Advance(turn, run, gate.Session, stopping with { IsClosed = true });
    }

    /// <summary>A session's guardian is not here: another node reports it, or nobody.</summary>
    internal static void Elsewhere(SwitchTurn turn, SessionKey session)
    {
        foreach (var run in turn.State.Runs)
            if (run.IsWaitingFor(session))
                turn.Set(run.With(session, StopRun.Stopping.Begun with { IsElsewhere = true }));
    }

    /// <summary>A session's guardian came up here: it is stopped here from now on.</summary>
    internal static void Arrived(SwitchTurn turn, SessionKey session)
    {
        foreach (var run in turn.State.Runs)
        {
            if (!run.IsWaitingFor(session))
                continue;
            if (run.Sessions[session] is { IsElsewhere: false, Ended: null, CancelAgainAt: null })
            {
                // A cancel is answered by whoever stops; this it may have forgotten.
                if (run.Engagement.Scope is KillSwitchScope.Strategy)
                    turn.Add(run.Pull(session, turn.Running));
                continue;
            }

            if (!run.Sessions[session].IsElsewhere)
                continue;
            var begun = run.With(session, StopRun.Stopping.Begun);
            turn.Set(begun);
            turn.Add(begun.Pull(session, turn.Running));
        }
    }

    /// <summary>A cancel ended, perhaps one that a run has asked for.</summary>
    internal static void Ended(SwitchTurn turn, SessionCancelOutcome outcome)
    {
        if (outcome is SessionCancelDenied { Reason: SessionCancelDeniedReason.NotOnThisNode })
        {
            Elsewhere(turn, outcome.Session);
            return;
        }

        Ended(turn, outcome.Session, outcome.Command, new KillSwitchEffect.CancelEnded(outcome), OwnFaults.Is(outcome));
    }

    /// <summary>A guardian has done what it could about a strategy's orders.</summary>
    internal static void Ended(SwitchTurn turn, StrategyStopEnded stop) =>
        Ended(
            turn,
            stop.Session,
            stop.Command,
            new KillSwitchEffect.StrategyStopped(stop.IsKnown, stop.Orders),
            stop.IsCut
        );

    private static void Ended(
        SwitchTurn turn,
        SessionKey session,
        CommandId command,
        KillSwitchEffect effect,
        bool isOurOwnFault
    )
    {
        foreach (var run in turn.State.Runs)
        {
            // What a guardian says that has lost the session proves nothing any more: whoever runs it next may have sent orders.
            if (
                !run.IsWaitingFor(session)
                || run.Sessions[session] is not { IsElsewhere: false } stopping
                || run.CancelId(session) != command
            )
                continue;
            var againAt = turn.Running + Pause(stopping.Cancels);
            if (isOurOwnFault && againAt < run.CancelsEndAt)
                turn.Set(run.With(session, stopping with { Cancels = stopping.Cancels + 1, CancelAgainAt = againAt }));
            else
                Advance(turn, run, session, stopping with { Ended = effect });
        }
    }

    /// <summary>Asks again for the cancels whose wait is over.</summary>
    internal static void CancelAgain(SwitchTurn turn)
    {
        foreach (var due in turn.Touched())
        {
            if (due.NextCancelAt is not { } at || at > turn.Running)
                continue;
            var run = due;
            foreach (var (session, stopping) in due.Sessions)
                if (stopping.CancelAgainAt <= turn.Running)
                {
                    run = run.With(session, stopping with { CancelAgainAt = null });
                    turn.Add(run.Pull(session, turn.Running));
                }

            turn.Set(run);
        }
    }

    private static TimeSpan Pause(int tries)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(tries, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>Another node reports what an engagement did to a session that it runs. What is proven stays so.</summary>
    internal static void Reported(SwitchTurn turn, EngagementId engagement, KillSwitchApplied applied)
    {
        foreach (var run in turn.State.Runs.Of(engagement).OfType<EngageRun>())
            if (
                run.Sessions.TryGetValue(applied.Session, out var known)
                && (known.Applied is null || (!known.Applied.Effect.IsProven && applied.Effect.IsProven))
                && turn.State.View?.HolderOf(applied.Session) == applied.Node
            )
                Acknowledge(turn, run.With(applied.Session, known with { Applied = applied }), applied);
    }

    /// <summary>Says what an engagement outlives, once.</summary>
    internal static void Say(SwitchTurn turn, EngageRun run, KillSwitchDurability durability)
    {
        var said = new KillSwitchEngaged(run.Command.Id, run.Engagement, durability);
        turn.Tell(run.Command.Id, said, isLast: false);
        turn.Set(run with { Said = said });
        if (run.HasNews)
            turn.Tell(run.Command.Id, run.Progress(), isLast: false);
    }

    /// <summary>Ends what is complete or due.</summary>
    internal static void Settle(SwitchTurn turn)
    {
        foreach (var peer in turn.Touched().OfType<PeerRun>())
            if (peer.IsComplete || turn.Running >= peer.DeadlineAt)
                StopEnding.Answer(turn, peer, early: null);
        foreach (var run in turn.Touched().OfType<EngageRun>())
        {
            var isDue = turn.Running >= run.DeadlineAt;
            if (run.Said is null && (isDue || turn.Running >= run.SaidBy))
                Say(turn, run, KillSwitchDurability.ThisProcess);
            if (turn.State.Runs.Of(run.Command.Id) is { Said: not null } said && (isDue || said.IsComplete))
                StopEnding.Report(turn, said, early: null);
        }
    }

    /// <summary>Ends the runs of engagements that no longer hold: a person has decided otherwise.</summary>
    internal static void Cleared(SwitchTurn turn, IEnumerable<Engagement> engagements)
    {
        foreach (var engagement in engagements)
        foreach (var run in turn.State.Runs.Of(engagement.Id).Where(run => run.Engagement == engagement).ToList())
            StopEnding.Now(turn, run, MissingSessionReason.Reset);
    }

    internal static void Stop(SwitchTurn turn)
    {
        foreach (var run in turn.State.Runs)
            StopEnding.Now(turn, run, early: null);
    }

    private static void Engage(SwitchTurn turn, EngageKillSwitch command)
    {
        var id = new EngagementId(turn.State.Node, turn.State.Run, turn.State.Engagements + 1);
        turn.State = turn.State with { Engagements = id.Number };
        var before = turn.State.History;
        var record = KillSwitchRules.Engage(before, command, turn.Now.Wall, id);
        turn.State = turn.State.Know(before.Add(record));
        // Every gate is closed before the first cancel is decided: nothing refills what is being emptied.
        turn.SetGates(command.Scope);
        var scopes = new AccountScopes(turn.State);
        var run = new EngageRun(
            command,
            record.Engagement,
            turn.Running,
            turn.Running + (command.Deadline ?? turn.Limits.Deadline),
            OtherNodes.Stoppings(turn.State.AllSessions.Where(x => scopes.Holds(command.Scope, x)), turn.State)
        )
        {
            SaidBy = turn.Running + turn.Limits.StorePatience,
        };
        foreach (var session in turn.State.Sessions.Where(run.Sessions.ContainsKey))
            turn.Add(run.Pull(session, turn.Running));
        if (turn.State.Runs.Engages >= turn.Limits.MostRunning)
            StopEnding.Now(turn, turn.State.Runs.OfType<EngageRun>().First(), MissingSessionReason.TooManyEngagements);
        turn.Begin(run);
        turn.Announce(before, [record], isLearned: false);
        SwitchMemory.Store(turn, record);
        NoteAsked(turn, command);
        turn.Add(new SwitchEffect.Audit(new AuditEntry.Engaged(record.Engagement)));
    }

    private static void Advance(SwitchTurn turn, StopRun run, SessionKey session, StopRun.Stopping stopping)
    {
        var effect = stopping.IsClosed ? stopping.Ended : null;
        var applied = effect is null
            ? null
            : new KillSwitchApplied(run.Engagement.Id, session, turn.State.Node, effect);
        Acknowledge(turn, run.With(session, stopping with { Applied = applied }), applied);
    }

    private static void Acknowledge(SwitchTurn turn, StopRun after, KillSwitchApplied? applied)
    {
        turn.Set(after);
        if (applied is null)
            return;
        turn.Add(new SwitchEffect.Publish(applied));
        if (after is EngageRun { Said: not null } run)
            turn.Tell(run.Command.Id, run.Progress(), isLast: false);
    }

    private static bool Holds(KillSwitchState obeyed, Engagement engagement) =>
        obeyed switch
        {
            KillSwitchState.Engaged engaged => engaged.Holds(engagement),
            KillSwitchState.Unreadable => true,
            KillSwitchState.Clear => false,
            _ => throw ClosedUnion.Unhandled(obeyed),
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
