namespace RiskEngine.Core;

/// <summary>How many people a reset needs is each node's own setting: nodes compare it, and the stricter one wins on all of them.</summary>
/// <remarks>
/// Else one person would reset on the node that asks for one what the other node goes on holding. What a node has heard once it
/// keeps to until it starts again: a stop is not undone because a stricter node went away.
/// </remarks>
internal static class ApprovalsNeeded
{
    /// <summary>Tells each node that has not answered yet how many people a reset needs here, and asks how many it needs there.</summary>
    internal static void Greet(SwitchTurn turn)
    {
        var state = turn.State;
        if (state.View is not { } view)
            return;
        var others = view.Others(state.Node).ToList();
        var names = others.Select(x => x.Name).ToHashSet();
        // A node that comes back may have been set otherwise.
        var greeted = state.Greeted.RemoveRange(state.Greeted.Keys.Where(x => !names.Contains(x)));
        foreach (var node in others.Where(x => !greeted.ContainsKey(x.Name)))
        {
            greeted = greeted.Add(node.Name, false);
            turn.Add(
                new SwitchEffect.Push(
                    node,
                    new PeerMessage.OfSwitch(state.Node, [], null, turn.Limits.StorePatience)
                    {
                        Approvals = (int)turn.Limits.Approvals,
                    }
                )
            );
        }

        turn.State = state with { Greeted = greeted };
    }

    /// <summary>A node that was greeted has answered, or will not: then it is greeted again when it is heard of again.</summary>
    internal static void Answered(SwitchTurn turn, NodeName node, PeerAnswer answer)
    {
        if (!turn.State.Greeted.ContainsKey(node))
            return;
        if (answer is PeerAnswer.Heard { Event: SwitchReport report } && report.Node == node)
        {
            turn.State = turn.State with { Greeted = turn.State.Greeted.SetItem(node, true) };
            Hear(turn, node, report.Approvals);
        }
        else
        {
            turn.State = turn.State with { Greeted = turn.State.Greeted.Remove(node) };
        }
    }

    /// <summary>Another node says how many people a reset needs there; null: an older one does not.</summary>
    internal static void Hear(SwitchTurn turn, NodeName node, int? said)
    {
        if (said is not { } number)
            return;
        var heard = number >= (int)ResetApprovals.TwoPeople ? ResetApprovals.TwoPeople : ResetApprovals.OnePerson;
        var (before, limits) = (turn.State, turn.Limits);
        if (before.HeardApprovals.TryGetValue(node, out var known) && known == heard)
            return;
        turn.State = before with
        {
            HeardApprovals = before.HeardApprovals.SetItem(node, heard),
            Approvals = heard > before.Approvals ? heard : before.Approvals,
        };
        if (heard != limits.Approvals)
            turn.Add(
                new SwitchEffect.Publish(
                    new KillSwitchApprovalsDiffer(before.Node, (int)limits.Approvals, node, (int)heard)
                )
            );
        if (turn.State.Approvals > before.Approvals)
            Raise(turn, before.Approvals);
    }

    /// <summary>What one person had cleared holds again until enough people agree; the log says what else there was.</summary>
    private static void Raise(SwitchTurn turn, ResetApprovals before)
    {
        var history = turn.State.History.Unfolded();
        turn.State = turn.State.Know(history);
        turn.ReadLog();
        var held = history.Holding(before).ToHashSet();
        var again = history.Holding(turn.State.Approvals).Where(x => !held.Contains(x)).ToValueList();
        turn.SetGates(KillSwitchScope.Everything.Instance);
        if (again.Count == 0)
            return;
        turn.Add(
            new SwitchEffect.Publish(
                new KillSwitchChanged(turn.State.Node, again, [], [], IsLearned: true, turn.State.Switch)
            )
        );
        SwitchMemory.Pull(turn, again);
    }
}
