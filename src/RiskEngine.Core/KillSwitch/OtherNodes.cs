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
                var record = new KillSwitchRecord.Engage(run.Engagement);
                Push(turn, node, record, Untold(turn.State, node.Name), run.Engagement.Id, Within(turn, run), accounts);
            }

            if (told != run.Nodes)
                turn.Set(run with { Nodes = told });
        }
    }

    /// <summary>Tells every node of a reset, which opens there what it opens here.</summary>
    internal static void TellOf(SwitchTurn turn, KillSwitchRecord.Reset record)
    {
        foreach (var node in turn.State.View?.Others(turn.State.Node) ?? [])
            Push(turn, node, record, [], null, turn.Limits.StorePatience, []);
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
        ApprovalsNeeded.Hear(turn, message.From, message.Approvals);
        if (StopEnding.NextPage(turn.State, message) is { } page)
        {
            turn.Add(new SwitchEffect.AnswerPeer(call, page));
            return;
        }

        SwitchMemory.Merge(turn, told, message.Report);
        var engagement = message
            .Records.OfType<KillSwitchRecord.Engage>()
            .FirstOrDefault(x => x.Engagement.Id == message.Report)
            ?.Engagement;
        if (engagement is null)
            turn.Add(
                new SwitchEffect.AnswerPeer(
                    call,
                    new SwitchReport(turn.State.Node, [], []) { Approvals = (int)turn.Limits.Approvals }
                )
            );
        else
            Begin(turn, call, engagement, message);
    }

    /// <summary>A node that was told has answered, or will not.</summary>
    internal static void Ended(SwitchTurn turn, EngagementId engagement, NodeName node, PeerAnswer answer)
    {
        if (turn.State.Runs.Of(engagement).OfType<EngageRun>().FirstOrDefault() is not { } run)
            return;
        var report = answer is PeerAnswer.Heard { Event: SwitchReport heard } && heard.Node == node ? heard : null;
        var asked = run.Nodes.GetValueOrDefault(node);
        var known = report is null ? asked?.Report : (asked?.With(report) ?? report);
        var told = new EngageRun.Told(false, turn.Running + turn.Limits.StoreRetry, known);
        if (
            report?.Next is { } next
            && SwitchReport.IsAfter(next, asked?.After)
            && run.DeadlineAt > turn.Running
            && turn.State.View?.Others(turn.State.Node).FirstOrDefault(x => x.Name == node) is { } other
        )
        {
            told = new EngageRun.Told(true, null, known) { After = next };
            AskOn(turn, run, other, next);
        }

        turn.Set(run with { Nodes = run.Nodes.SetItem(node, told) });
        AccountScopes.Learn(turn, report?.Accounts ?? []);
        foreach (var applied in report?.Applied ?? [])
            if (applied.Engagement == engagement && applied.Node == node)
                Engaging.Reported(turn, engagement, applied);
    }

    /// <summary>Who lives and who runs what is known, or known anew.</summary>
    internal static void Seen(SwitchTurn turn, ClusterView view)
    {
        var before = turn.State.View;
        turn.State = turn.State with { View = view };
        var (all, holders, scopes) = (turn.State.AllSessions.ToList(), Holders(view), new AccountScopes(turn.State));
        var lost = LostHere(turn.State.Node, before, holders);
        foreach (var run in turn.State.Runs.OfType<EngageRun>())
        {
            var more = all.Where(x => !run.Sessions.ContainsKey(x) && scopes.Holds(run.Engagement.Scope, x)).ToList();
            var voided = run
                .Sessions.Where(x =>
                    IsVoid(x.Value, holders.GetValueOrDefault(x.Key)) || (lost.Contains(x.Key) && !x.Value.IsElsewhere)
                )
                .ToList();
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
    /// What is known of a session counts as long as the node that said it may still speak for it. Another one that takes it over
    /// may send orders before it hears of the engagement: only that one's word counts, and until there is one, nobody's.
    /// </summary>
    private static bool IsVoid(StopRun.Stopping stopping, NodeName? holder) =>
        stopping.Applied is { } applied && holder != applied.Node;

    /// <summary>The sessions that this node is seen to have lost: what its guardians may still say of them comes too late.</summary>
    private static HashSet<SessionKey> LostHere(
        NodeName node,
        ClusterView? before,
        Dictionary<SessionKey, NodeName> holders
    ) =>
        before is null
            ? []
            : Holders(before)
                .Where(x => x.Value == node && holders.GetValueOrDefault(x.Key) != node)
                .Select(x => x.Key)
                .ToHashSet();

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

    private static void Begin(SwitchTurn turn, long call, Engagement engagement, PeerMessage.OfSwitch message)
    {
        var scopes = new AccountScopes(turn.State);
        var patience = message.Within < turn.Limits.LongestDeadline ? message.Within : turn.Limits.LongestDeadline;
        // Those of the pages before have been canceled and reported, by a run that is not kept any more.
        var sessions = turn
            .State.Sessions.Where(x => scopes.Holds(engagement.Scope, x) && SwitchReport.IsAfter(x, message.After))
            .ToList();
        var run = new PeerRun(call, engagement, turn.Running, turn.Running + patience, Stoppings(sessions, turn.State))
        {
            After = message.After,
        };
        if (!turn.State.History.Holds(engagement, turn.State.Approvals))
        {
            StopEnding.Answer(turn, run, MissingSessionReason.Reset);
            return;
        }

        if (turn.State.Runs.Peers >= turn.Limits.MostRunning)
            StopEnding.Now(turn, turn.State.Runs.OfType<PeerRun>().First(), MissingSessionReason.TooManyEngagements);
        turn.Begin(run);
        // Also where it was known already: each guardian says once more what it obeys, or that it is not here.
        turn.SetGates(engagement.Scope);
        foreach (var session in sessions)
            turn.Add(run.Pull(session, turn.Running));
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

    /// <summary>What no store has, and no run of its own tells the node: it would be told of everything with every engagement.</summary>
    private static IEnumerable<KillSwitchRecord> Untold(SwitchState state, NodeName node) =>
        state.Unstored.Where(record =>
            record is not KillSwitchRecord.Engage engage
            || !state
                .Runs.Of(engage.Engagement.Id)
                .OfType<EngageRun>()
                .Any(run => run.Nodes.TryGetValue(node, out var told) && (told.IsOut || told.Report is not null))
        );

    /// <summary>Asks a node for the next page of what it did.</summary>
    private static void AskOn(SwitchTurn turn, EngageRun run, ClusterNode node, SessionKey after)
    {
        var message = new PeerMessage.OfSwitch(
            turn.State.Node,
            [new KillSwitchRecord.Engage(run.Engagement)],
            run.Engagement.Id,
            Within(turn, run)
        )
        {
            After = after,
        };
        turn.Add(new SwitchEffect.Push(node, message));
    }

    private static TimeSpan Within(SwitchTurn turn, EngageRun run) =>
        (run.DeadlineAt - turn.Running) * (1 - StopRun.ShareForAnswers);

    /// <summary>
    /// Tells a node of records: in as many messages as it takes, since a record that is left out is a missed stop. What is urgent
    /// is in the first, and so is the wish for a report.
    /// </summary>
    private static void Push(
        SwitchTurn turn,
        ClusterNode node,
        KillSwitchRecord first,
        IEnumerable<KillSwitchRecord> others,
        EngagementId? report,
        TimeSpan within,
        ValueList<SessionAccount> accounts
    )
    {
        var room = PeerRun.PageBytes - accounts.Sum(PeerRun.SizeOf);
        foreach (var page in KillSwitchRecordPages.Of(first, others, room))
        {
            var message = new PeerMessage.OfSwitch(turn.State.Node, page, report, within) { Accounts = accounts };
            turn.Add(new SwitchEffect.Push(node, message));
            (report, accounts) = (null, []);
        }
    }
}
