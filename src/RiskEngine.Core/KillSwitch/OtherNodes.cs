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
        var others = view.Others(turn.State.Node).ToList();
        var holders = Holders(view);
        foreach (var run in turn.Touched().OfType<EngageRun>())
        {
            var told = run.Nodes;
            var accounts = AccountScopes.Naming(turn.State, run.Engagement.Scope);
            // A pause that is over stays so: it is not to wake anybody again.
            foreach (var (name, node) in run.Nodes)
                if (node.PausesUntil <= turn.Running)
                    told = told.SetItem(name, node with { PausesUntil = null });
            foreach (var node in others.Where(x => IsToBeTold(turn, run, holders, x.Name)))
            {
                told = told.SetItem(
                    node.Name,
                    new EngageRun.Told(true, null, told.GetValueOrDefault(node.Name)?.Report)
                );
                turn.Add(
                    new SwitchEffect.Push(
                        node,
                        Message(
                            turn,
                            [.. turn.State.Unstored.Add(new KillSwitchRecord.Engage(run.Engagement))],
                            run.Engagement.Id,
                            (run.DeadlineAt - turn.Running) * (1 - StopRun.ShareForAnswers),
                            accounts
                        )
                    )
                );
            }

            if (told != run.Nodes)
                turn.Set(run with { Nodes = told });
        }
    }

    /// <summary>Tells every node of a reset, which opens there what it opens here.</summary>
    internal static void TellOf(SwitchTurn turn, KillSwitchRecord.Reset record)
    {
        foreach (var node in turn.State.View?.Others(turn.State.Node) ?? [])
            turn.Add(new SwitchEffect.Push(node, Message(turn, [record], null, turn.Limits.StorePatience, [])));
    }

    /// <summary>Another node has told something.</summary>
    internal static void Told(SwitchTurn turn, long call, PeerMessage.OfSwitch message)
    {
        var told = KillSwitchHistory.Of(message.Records);
        foreach (var record in KillSwitchHistory.InOrder(told.Except(turn.State.History)))
            turn.Add(
                new SwitchEffect.Audit(new AuditEntry.Learned(turn.Now.Wall, turn.State.Node, message.From, record))
            );
        AccountScopes.Learn(turn, message.Accounts);
        var isTaken = turn.State.Runs.Peers < turn.Limits.MostRunning;
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
        if (turn.State.Runs.Of(engagement).OfType<EngageRun>().FirstOrDefault() is not { } run)
            return;
        var report = answer is PeerAnswer.Heard { Event: SwitchReport heard } && heard.Node == node ? heard : null;
        var told = new EngageRun.Told(
            false,
            turn.Running + turn.Limits.StoreRetry,
            report ?? run.Nodes.GetValueOrDefault(node)?.Report
        );
        turn.Set(run with { Nodes = run.Nodes.SetItem(node, told) });
        AccountScopes.Learn(turn, report?.Accounts ?? []);
        foreach (var applied in report?.Applied ?? [])
            if (applied.Engagement == engagement && applied.Node == node)
                Engaging.Reported(turn, engagement, applied);
    }

    /// <summary>Who lives and who runs what is known, or known anew.</summary>
    internal static void Seen(SwitchTurn turn, ClusterView view)
    {
        turn.State = turn.State with { View = view };
        var (all, holders, scopes) = (turn.State.AllSessions.ToList(), Holders(view), new AccountScopes(turn.State));
        foreach (var run in turn.State.Runs.OfType<EngageRun>())
        {
            var more = all.Where(x => !run.Sessions.ContainsKey(x) && scopes.Holds(run.Engagement.Scope, x)).ToList();
            var voided = run.Sessions.Where(x => IsVoid(x.Value, holders.GetValueOrDefault(x.Key))).ToList();
            // Also one of which nothing is new: it may be another node by now that is to be told.
            turn.Set(
                more.Count + voided.Count == 0
                    ? run
                    : run with
                    {
                        Sessions = run
                            .Sessions.AddRange(Stoppings(more, turn.State))
                            .SetItems(
                                voided.Select(x =>
                                    KeyValuePair.Create(x.Key, StopRun.Stopping.Begun with { IsElsewhere = true })
                                )
                            ),
                    }
            );
        }

        foreach (var session in turn.State.Sessions.Where(x => holders.GetValueOrDefault(x) == turn.State.Node))
            if (turn.State.Runs.Any(run => run.IsWaitingFor(session) && run.Sessions[session].IsElsewhere))
            {
                turn.SetGate(session);
                Engaging.Arrived(turn, session);
            }
    }

    /// <summary>
    /// What is known of a session counts as long as the node that said it may still speak for it. Another one that has taken it
    /// over may have sent orders before it heard of the engagement: only that one's word counts.
    /// </summary>
    private static bool IsVoid(StopRun.Stopping stopping, NodeName? holder) =>
        stopping.Applied is { } applied && holder is not null && holder != applied.Node;

    /// <summary>Who runs what: the first where the view names two.</summary>
    private static Dictionary<SessionKey, NodeName> Holders(ClusterView view)
    {
        var holders = new Dictionary<SessionKey, NodeName>(view.Holders.Count);
        foreach (var holder in view.Holders)
            holders.TryAdd(holder.Session, holder.Node);
        return holders;
    }

    /// <summary>How far sessions are that nothing was done for yet; those that this node cannot run are elsewhere.</summary>
    internal static ImmutableDictionary<SessionKey, StopRun.Stopping> Stoppings(
        IEnumerable<SessionKey> sessions,
        SwitchState state
    ) =>
        sessions.ToImmutableDictionary(
            x => x,
            x => StopRun.Stopping.Begun with { IsElsewhere = !state.Sessions.Contains(x) }
        );

    private static void Begin(SwitchTurn turn, long call, Engagement engagement, TimeSpan within)
    {
        var scopes = new AccountScopes(turn.State);
        var patience = within < turn.Limits.LongestDeadline ? within : turn.Limits.LongestDeadline;
        var run = new PeerRun(
            call,
            engagement,
            turn.Running,
            turn.Running + patience,
            Stoppings(turn.State.Sessions.Where(x => scopes.Holds(engagement.Scope, x)), turn.State)
        );
        turn.Begin(run);
        // Also where it was known already: each guardian says once more what it obeys, or that it is not here.
        turn.SetGates(engagement.Scope);
        foreach (var session in turn.State.Sessions.Where(run.Pulls))
            turn.Add(new SwitchEffect.Cancel(run.Cancel(session, turn.Running)));
    }

    private static bool IsToBeTold(
        SwitchTurn turn,
        EngageRun run,
        Dictionary<SessionKey, NodeName> holders,
        NodeName node
    ) =>
        run.DeadlineAt > turn.Running
        && (
            !run.Nodes.TryGetValue(node, out var told)
            || (
                !told.IsOut
                && (told.PausesUntil is not { } until || until <= turn.Running)
                && (
                    told.Report is null
                    || run.Sessions.Any(x => x.Value.Applied is null && holders.GetValueOrDefault(x.Key) == node)
                )
            )
        );

    private static PeerMessage.OfSwitch Message(
        SwitchTurn turn,
        IEnumerable<KillSwitchRecord> records,
        EngagementId? report,
        TimeSpan within,
        ValueList<SessionAccount> accounts
    ) => new(turn.State.Node, KillSwitchHistory.InOrder(records).ToValueList(), report, within) { Accounts = accounts };
}
