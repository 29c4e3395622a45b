using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>The kill switch among nodes: tells others at once what was done here, and does what they tell.</summary>
/// <remarks>
/// Beside the store and not instead of it: what is told is merged by union, so hearing it late, twice, or by the store as
/// well changes nothing. An engagement reaches every node that can be reached, also with the store gone.
/// </remarks>
internal static class OtherNodes
{
    /// <summary>Tells every node that has not been told, or did not hear it, or runs by now what it did not report.</summary>
    internal static void Tell(SwitchTurn turn)
    {
        if (turn.State.View is not { } view)
            return;
        foreach (var run in turn.State.Runs.OfType<EngageRun>())
        {
            var told = run.Nodes;
            foreach (var node in view.Others(turn.State.Node).Where(x => IsToBeTold(turn, run, view, x.Name)))
            {
                told = told.SetItem(
                    node.Name,
                    new EngageRun.Told(true, TimeSpan.MaxValue, told.GetValueOrDefault(node.Name)?.Report)
                );
                turn.Add(
                    new SwitchEffect.Push(
                        node,
                        Message(
                            turn,
                            [.. turn.State.Unstored.Add(new KillSwitchRecord.Engage(run.Engagement))],
                            run.Engagement.Id,
                            (run.DeadlineAt - turn.Running) * (1 - StopRun.ShareForAnswers)
                        )
                    )
                );
            }

            if (told != run.Nodes)
                turn.Replace(run, run with { Nodes = told });
        }
    }

    /// <summary>Tells every node of a reset, which opens there what it opens here.</summary>
    internal static void TellOf(SwitchTurn turn, KillSwitchRecord.Reset record)
    {
        foreach (var node in turn.State.View?.Others(turn.State.Node) ?? [])
            turn.Add(new SwitchEffect.Push(node, Message(turn, [record], null, turn.Limits.StorePatience)));
    }

    /// <summary>Another node has told something.</summary>
    internal static void Told(SwitchTurn turn, long call, PeerMessage.OfSwitch message)
    {
        var told = KillSwitchHistory.Of(message.Records);
        foreach (var record in KillSwitchHistory.InOrder(told.Except(turn.State.History)))
            turn.Add(
                new SwitchEffect.Audit(new AuditEntry.Learned(turn.Now.Wall, turn.State.Node, message.From, record))
            );
        var isTaken = turn.State.Runs.OfType<PeerRun>().Count() < turn.Limits.RememberedAnswers;
        SwitchMemory.Merge(turn, told, isTaken ? message.Report : null);
        var engagement = message
            .Records.OfType<KillSwitchRecord.Engage>()
            .FirstOrDefault(x => x.Engagement.Id == message.Report)
            ?.Engagement;
        if (!isTaken || engagement is null || !turn.State.History.Holds(engagement, turn.Limits.Approvals))
        {
            turn.Add(new SwitchEffect.AnswerPeer(call, new SwitchReport(turn.State.Node, [], [])));
            return;
        }

        Begin(turn, call, engagement, message.Within);
    }

    /// <summary>A node that was told has answered, or will not.</summary>
    internal static void Ended(SwitchTurn turn, EngagementId engagement, NodeName node, PeerAnswer answer)
    {
        if (turn.State.Runs.OfType<EngageRun>().FirstOrDefault(x => x.Engagement.Id == engagement) is not { } run)
            return;
        var report = answer is PeerAnswer.Heard { Event: SwitchReport heard } && heard.Node == node ? heard : null;
        var told = new EngageRun.Told(
            false,
            turn.Running + turn.Limits.StoreRetry,
            report ?? run.Nodes.GetValueOrDefault(node)?.Report
        );
        var after = run with { Nodes = run.Nodes.SetItem(node, told) };
        turn.Replace(run, after);
        foreach (var applied in report?.Applied ?? [])
            if (applied.Engagement == engagement && applied.Node == node)
                Engaging.Reported(turn, engagement, applied);
    }

    /// <summary>Who lives and who runs what is known, or known anew.</summary>
    internal static void Seen(SwitchTurn turn, ClusterView view)
    {
        turn.State = turn.State with { View = view };
        foreach (var run in turn.State.Runs.OfType<EngageRun>())
        {
            var more = Stoppings(turn.State.AllSessions.Where(run.Engagement.Scope.Concerns), turn.State);
            var sessions = more.SetItems(run.Sessions.Select(x => Still(view, x)));
            if (sessions.Count > run.Sessions.Count || sessions.Any(x => x.Value != run.Sessions[x.Key]))
                turn.Replace(run, run with { Sessions = sessions });
        }

        foreach (var session in turn.State.Sessions.Where(x => view.HolderOf(x) == turn.State.Node))
            if (turn.State.Runs.Any(run => run.IsWaitingFor(session) && run.Sessions[session].IsElsewhere))
            {
                turn.Add(new SwitchEffect.SetGate(session, turn.State.Switch));
                Engaging.Arrived(turn, session);
            }
    }

    /// <summary>
    /// What is known of a session as long as the node that said it may still speak for it. Another one that has taken it over
    /// may have sent orders before it heard of the engagement: only that one's word counts.
    /// </summary>
    private static KeyValuePair<SessionKey, StopRun.Stopping> Still(
        ClusterView view,
        KeyValuePair<SessionKey, StopRun.Stopping> session
    ) =>
        session.Value.Applied is { } applied && view.HolderOf(session.Key) is { } holder && holder != applied.Node
            ? new(session.Key, StopRun.Stopping.Begun with { IsElsewhere = true })
            : session;

    /// <summary>How far sessions are that nothing was done for yet; those that this node cannot run are elsewhere.</summary>
    internal static ImmutableDictionary<SessionKey, StopRun.Stopping> Stoppings(
        IEnumerable<SessionKey> sessions,
        SwitchState state
    ) =>
        sessions.ToImmutableDictionary(
            x => x,
            x => StopRun.Stopping.Begun with { IsElsewhere = !state.Sessions.Contains(x) }
        );

    /// <summary>When a node may be told again.</summary>
    internal static TimeSpan? NextAt(SwitchTurn turn)
    {
        TimeSpan? next = null;
        foreach (var told in turn.State.Runs.OfType<EngageRun>().SelectMany(x => x.Nodes.Values))
            if (!told.IsOut && told.AgainAt > turn.Running && (next is null || told.AgainAt < next))
                next = told.AgainAt;
        return next;
    }

    private static void Begin(SwitchTurn turn, long call, Engagement engagement, TimeSpan within)
    {
        var patience = within < turn.Limits.LongestDeadline ? within : turn.Limits.LongestDeadline;
        var run = new PeerRun(
            call,
            engagement,
            turn.Running,
            turn.Running + patience,
            Stoppings(turn.State.Sessions.Where(engagement.Scope.Concerns), turn.State)
        );
        turn.State = turn.State with { Runs = turn.State.Runs.Add(run) };
        // Also where it was known already: each guardian says once more what it obeys, or that it is not here.
        turn.SetGates(engagement.Scope);
        foreach (var session in turn.State.Sessions.Where(run.Pulls))
            turn.Add(new SwitchEffect.Cancel(run.Cancel(session, turn.Running)));
    }

    private static bool IsToBeTold(SwitchTurn turn, EngageRun run, ClusterView view, NodeName node) =>
        run.DeadlineAt > turn.Running
        && (
            !run.Nodes.TryGetValue(node, out var told)
            || (
                !told.IsOut
                && told.AgainAt <= turn.Running
                && (told.Report is null || run.Sessions.Keys.Any(x => run.IsWaitingFor(x) && view.HolderOf(x) == node))
            )
        );

    private static PeerMessage.OfSwitch Message(
        SwitchTurn turn,
        IEnumerable<KillSwitchRecord> records,
        EngagementId? report,
        TimeSpan within
    ) => new(turn.State.Node, KillSwitchHistory.InOrder(records).ToValueList(), report, within);
}
