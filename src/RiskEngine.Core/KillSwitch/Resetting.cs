namespace RiskEngine.Core;

/// <summary>A reset from the command to its answer. Nothing opens before the store has it.</summary>
internal static class Resetting
{
    internal static void Begin(SwitchTurn turn, ResetKillSwitch command)
    {
        var state = turn.State;
        if (state.Resets.ContainsKey(command.Id))
            return;
        if (state.AnsweredResets.To(command.Id) is { } already)
        {
            turn.Add(new SwitchEffect.TellAgain(already));
            return;
        }

        turn.Add(new SwitchEffect.Audit(Asked(turn, command)));
        if (state.Unreadable is not null)
        {
            Deny(turn, command, KillSwitchResetDeniedReason.RecordUnreadable);
            return;
        }

        var decision = KillSwitchRules.Reset(state.History, state.Limits.Approvals, command, turn.Now.Wall, state.Node);
        switch (decision)
        {
            case ResetDecision.Denied denied:
                Deny(turn, command, denied.Reason);
                break;
            case ResetDecision.Clears clears:
                Store(turn, command, clears.Record);
                break;
            case ResetDecision.Waits waits:
                Store(turn, command, waits.Record);
                break;
            default:
                throw ClosedUnion.Unhandled(decision);
        }
    }

    internal static void Stored(SwitchTurn turn, KillSwitchRecord.Reset record, KillSwitchAppend result)
    {
        var pending = turn.State.Resets.Values.FirstOrDefault(reset => reset.Record == record);
        if (pending is null)
            return;
        turn.State = turn.State with { Resets = turn.State.Resets.Remove(pending.Command.Id) };
        if (result is KillSwitchAppend.Failed failed)
        {
            turn.Trouble(failed.Failure);
            Deny(turn, pending.Command, KillSwitchResetDeniedReason.NotStored);
            return;
        }

        turn.StoreIsWell();
        var outcome = KillSwitchRules.Apply(turn.State.History, turn.Limits.Approvals, record);
        turn.State = turn.State.Know(outcome.After);
        OtherNodes.TellOf(turn, record);
        turn.Add(new SwitchEffect.Audit(new AuditEntry.Reset(record, outcome.Cleared.Count)));
        if (outcome.Cleared.Count == 0)
        {
            Answer(turn, pending.Command, new KillSwitchResetApproved(pending.Command.Id, Waiting(turn, record)));
            return;
        }

        turn.SetGates(KillSwitchScope.Everything.Instance);
        Engaging.Cleared(turn, outcome.Cleared);
        Answer(
            turn,
            pending.Command,
            new KillSwitchReset(pending.Command.Id, outcome.Cleared, outcome.People, turn.State.Switch)
        );
    }

    internal static void Stop(SwitchTurn turn)
    {
        foreach (var pending in turn.State.Resets.Values)
            Deny(turn, pending.Command, KillSwitchResetDeniedReason.EngineStopping);
        turn.State = turn.State with { Resets = turn.State.Resets.Clear() };
    }

    private static void Store(SwitchTurn turn, ResetKillSwitch command, KillSwitchRecord.Reset record)
    {
        var pending = new SwitchState.PendingReset(command, record);
        turn.State = turn.State with { Resets = turn.State.Resets.Add(command.Id, pending) };
        turn.Add(new SwitchEffect.Store(record));
    }

    private static ValueList<ResetApproval> Waiting(SwitchTurn turn, KillSwitchRecord.Reset record) =>
        turn
            .State.History.Waiting(turn.Limits.Approvals)
            .Where(x => record.Cleared.Contains(x.Engagement))
            .ToValueList();

    private static void Deny(SwitchTurn turn, ResetKillSwitch command, KillSwitchResetDeniedReason reason) =>
        // Not remembered: nothing was done, so the same command may be let through when it comes again.
        turn.Tell(command.Id, new KillSwitchResetDenied(command.Id, command.Engagements, reason, turn.State.Switch), isLast: true);

    private static void Answer(SwitchTurn turn, ResetKillSwitch command, object answer)
    {
        turn.Tell(command.Id, answer, isLast: true);
        turn.State = turn.State with
        {
            AnsweredResets = turn.State.AnsweredResets.Remember(command.Id, answer, turn.Limits.RememberedAnswers),
        };
    }

    private static AuditEntry.Asked Asked(SwitchTurn turn, ResetKillSwitch command) =>
        new(
            turn.Now.Wall,
            turn.State.Node,
            AuditedCommand.ResetKillSwitch,
            command.Id,
            command.Person,
            null,
            null,
            command.Reason
        )
        {
            Engagements = command.Engagements,
        };
}
