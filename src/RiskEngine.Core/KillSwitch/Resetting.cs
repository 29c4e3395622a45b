namespace RiskEngine.Core;

/// <summary>A reset from the command to its answer. Nothing opens before the store has it.</summary>
internal static class Resetting
{
    internal static void Begin(SwitchTurn turn, ResetKillSwitch command)
    {
        var state = turn.State;
        if (state.Resets.TryGetValue(command.Id, out var pending))
        {
            if (pending.Said is { } said)
                turn.Add(new SwitchEffect.TellAgain(said));
            return;
        }

        if (state.AnsweredResets.To(command.Id) is { } already)
        {
            turn.Add(new SwitchEffect.TellAgain(already));
            return;
        }

        turn.Add(new SwitchEffect.Audit(Asked(turn, command)));
        if (state.Switch is KillSwitchState.Unreadable)
        {
            Deny(turn, command, KillSwitchResetDeniedReason.RecordUnreadable);
            return;
        }

        var decision = KillSwitchRules.Reset(
            state.History,
            state.Approvals,
            command,
            turn.Now.Wall,
            state.Node,
            state.Limits.ApprovalLifetime
        );
        switch (decision)
        {
            case ResetDecision.Denied denied:
                Deny(turn, command, denied.Reason);
                break;
            case ResetDecision.Clears or ResetDecision.Waits when state.Resets.Count >= state.Limits.MostResets:
            case ResetDecision.Waits when IsFull(turn):
                Deny(turn, command, KillSwitchResetDeniedReason.TooManyWaiting);
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
        if (Find(turn, record) is not { } pending)
            return;
        switch (result)
        {
            case KillSwitchAppend.Kept:
                turn.StoreIsWell();
                Conclude(turn, pending, turn.State.History);
                break;
            case KillSwitchAppend.Failed { Failure: { Fault: StoreFault.Interrupted } failure }:
                turn.Trouble(failure);
                Replace(turn, pending with { SettledAt = turn.Running + turn.Limits.StorePatience });
                turn.ReadLog();
                break;
            case KillSwitchAppend.Failed failed:
                turn.Trouble(failed.Failure);
                SwitchMemory.Mistrust(turn, failed.Failure);
                Deny(turn, Remove(turn, pending), KillSwitchResetDeniedReason.NotStored);
                break;
            default:
                throw ClosedUnion.Unhandled(result);
        }
    }

    /// <summary>What is known now has records of resets that were not known to be kept: they are, and stand.</summary>
    /// <param name="turn">The decision.</param>
    /// <param name="before">What was known before.</param>
    internal static void Found(SwitchTurn turn, KillSwitchHistory before)
    {
        foreach (var pending in turn.State.Resets.Values)
            if (turn.State.History.Has(pending.Record))
                Conclude(turn, pending, before);
    }

    /// <summary>The log was read, and lacks the records of those that are still in doubt: late enough, it proves that they are not kept.</summary>
    internal static void NotFound(SwitchTurn turn, TimeSpan? askedAt)
    {
        foreach (var pending in turn.State.Resets.Values)
        {
            if (pending.SettledAt is not { } settled)
                continue;
            if (askedAt >= settled)
                Deny(turn, Remove(turn, pending), KillSwitchResetDeniedReason.NotStored);
            else if (turn.State.ReadAgainAt is not { } again || settled < again)
                turn.State = turn.State with { ReadAgainAt = settled > turn.Running ? settled : turn.Running };
        }
    }

    /// <summary>Answers those of which nothing is certain by their deadline; what they came to is told once it is.</summary>
    internal static void Settle(SwitchTurn turn)
    {
        foreach (var pending in turn.State.Resets.Values)
            if (pending.Said is null && turn.Running >= pending.DeadlineAt)
                SayInDoubt(turn, pending, "the store has not said whether it has the reset");
    }

    internal static TimeSpan? NextAt(SwitchState state)
    {
        TimeSpan? next = null;
        foreach (var pending in state.Resets.Values)
            if (pending.Said is null && (next is null || pending.DeadlineAt < next))
                next = pending.DeadlineAt;
        return next;
    }

    internal static void Stop(SwitchTurn turn)
    {
        foreach (var pending in turn.State.Resets.Values)
            if (pending.Said is null)
                SayInDoubt(turn, pending, "the engine stops, and the store has not answered");
        turn.State = turn.State with { Resets = turn.State.Resets.Clear() };
    }

    /// <summary>A reset is known to be kept: it stands, everybody here is told, and what it clears opens.</summary>
    private static void Conclude(SwitchTurn turn, SwitchState.PendingReset pending, KillSwitchHistory before)
    {
        var (command, record) = (Remove(turn, pending), pending.Record);
        var outcome = KillSwitchRules.Apply(turn.State.History, turn.State.Approvals, record);
        var isNews = !turn.State.History.Has(record);
        turn.State = turn.State.Know(outcome.After);
        OtherNodes.TellOf(turn, record);
        turn.Add(new SwitchEffect.Audit(new AuditEntry.Reset(record, outcome.Cleared.Count)));
        if (isNews)
            turn.Announce(before, [record], isLearned: false);
        if (outcome.Cleared.Count == 0)
        {
            Answer(turn, command, new KillSwitchResetApproved(command.Id, Waiting(turn, record)));
            return;
        }

        Answer(turn, command, new KillSwitchReset(command.Id, outcome.Cleared, outcome.People, turn.State.Switch));
        turn.SetGates(KillSwitchScope.Everything.Instance);
        Engaging.Cleared(turn, outcome.Cleared);
    }

    /// <summary>Whether so many resets wait for the store or for another person that no other may begin to wait.</summary>
    private static bool IsFull(SwitchTurn turn) =>
        turn.State.Resets.Count + turn.State.History.CountWaiting(turn.State.Approvals, turn.Now.Wall)
        >= turn.Limits.MostResets;

    private static void SayInDoubt(SwitchTurn turn, SwitchState.PendingReset pending, string detail)
    {
        var said = new KillSwitchResetInDoubt(pending.Command.Id, pending.Command.Engagements, detail);
        Replace(turn, pending with { Said = said });
        turn.Tell(pending.Command.Id, said, isLast: true);
    }

    private static SwitchState.PendingReset? Find(SwitchTurn turn, KillSwitchRecord.Reset record) =>
        turn.State.Resets.Values.FirstOrDefault(reset => reset.Record == record);

    private static void Replace(SwitchTurn turn, SwitchState.PendingReset pending) =>
        turn.State = turn.State with { Resets = turn.State.Resets.SetItem(pending.Command.Id, pending) };

    private static ResetKillSwitch Remove(SwitchTurn turn, SwitchState.PendingReset pending)
    {
        turn.State = turn.State with { Resets = turn.State.Resets.Remove(pending.Command.Id) };
        return pending.Command;
    }

    private static void Store(SwitchTurn turn, ResetKillSwitch command, KillSwitchRecord.Reset record)
    {
        Replace(turn, new SwitchState.PendingReset(command, record, turn.Running + turn.Limits.Deadline));
        turn.Add(new SwitchEffect.Store(record));
    }

    private static ValueList<ResetApproval> Waiting(SwitchTurn turn, KillSwitchRecord.Reset record)
    {
        var named = record.Cleared.ToHashSet();
        return turn
            .State.History.Waiting(turn.State.Approvals, turn.Now.Wall)
            .Where(x => named.Contains(x.Engagement))
            .ToValueList();
    }

    private static void Deny(SwitchTurn turn, ResetKillSwitch command, KillSwitchResetDeniedReason reason) =>
        // Not remembered: nothing was done, so the same command may be let through when it comes again.
        turn.Tell(
            command.Id,
            new KillSwitchResetDenied(command.Id, command.Engagements, reason, turn.State.Switch),
            isLast: true
        );

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
