namespace RiskEngine.Core.Tests.Simulation;

/// <summary>Holds what a desk says against what was asked of it and what its exchange has.</summary>
internal sealed class DeskLaws(DeskPlan plan, DeskStore store)
{
    private readonly Dictionary<CommandId, EngageKillSwitch> _engages = [];
    private readonly Dictionary<CommandId, ResetKillSwitch> _resets = [];
    private readonly HashSet<(int Process, CommandId Command)> _inDoubt = [];
    private readonly Dictionary<(int Process, CommandId Command), int> _asked = [];
    private readonly Dictionary<KillSwitchRecord, (int Number, CommandId Command)> _records = [];
    private readonly HashSet<int> _denied = [];
    private readonly Dictionary<EngagementId, Engagement> _engagements = [];
    private readonly Dictionary<(RequestedBy By, Reason Reason), TimeSpan> _cancelsEndAt = [];
    private readonly Dictionary<SessionKey, Nonce> _highest = [];
    private readonly Dictionary<CommandId, AttemptId> _orders = [];
    private readonly List<(SessionKey Session, CommandId Command)> _notSent = [];
    private readonly Dictionary<(int Life, CommandId Command), TimeSpan> _unproven = [];
    private int _number;

    internal LawBook Book { get; } = new();

    internal DeskAnswers Answers => field ??= new DeskAnswers(Book);

    /// <summary>How often a guardian came up after cancels that had gone beyond what the store had, or beyond what a time-based key takes.</summary>
    internal int Excused { get; private set; }

    /// <summary>What people have seen of engagements, and may name.</summary>
    internal IReadOnlyCollection<EngagementId> Known => _engagements.Keys;

    /// <summary>What was asked for so far, to be asked for again under its name.</summary>
    internal IReadOnlyCollection<EngageKillSwitch> Engages => _engages.Values;

    internal IReadOnlyCollection<ResetKillSwitch> Resets => _resets.Values;

    internal void EngageAsked(int process, EngageKillSwitch command, TimeSpan now)
    {
        var deadline = command.Deadline ?? plan.Switch.Deadline;
        Answers.Asked(process, command.Id, now.Plus(deadline));
        if (!_engages.TryAdd(command.Id, command) || deadline > plan.Switch.LongestDeadline)
            return;
        // What is left for the answers to come in, on the way to another node and on the way back.
        var end = now + deadline * (1 - StopRun.ShareForAnswers) * (1 - StopRun.ShareForAnswers);
        var key = (command.RequestedBy, command.Reason);
        _cancelsEndAt[key] = _cancelsEndAt.TryGetValue(key, out var known) && known < end ? known : end;
    }

    internal void ResetAsked(int process, ResetKillSwitch command, TimeSpan now)
    {
        Answers.Asked(process, command.Id, now + plan.Switch.Deadline);
        _resets.TryAdd(command.Id, command);
        // One that was denied, and is sent again under its name, is asked for anew.
        _asked[(process, command.Id)] = ++_number;
    }

    /// <summary>The store is asked to keep a reset: it is the one of the command that the same decision was about.</summary>
    internal void ResetStored(KillSwitchRecord record, int process, CommandId command) =>
        _records.TryAdd(record, (_asked[(process, command)], command));

    internal void Told(int process, SwitchEffect.Tell tell, SwitchState state, TimeSpan now)
    {
        if (tell.Event is KillSwitchResetDenied)
            _denied.Add(_asked[(process, tell.Command)]);
        if (tell.Event is KillSwitchEngaged engaged)
            _engagements[engaged.Engagement.Id] = engaged.Engagement;
        NoRoomWasWanting(tell.Event);
        if (!tell.IsLast)
            return;
        // What a reset in doubt came to is told once it is known.
        if (Answers.IsAwaited(process, tell.Command) || !_inDoubt.Remove((process, tell.Command)))
            Answers.Answered(process, tell.Command, tell.Event, now);
        if (tell.Event is KillSwitchResetInDoubt)
            _inDoubt.Add((process, tell.Command));
        if (tell.Event is KillSwitchResetDenied)
            Book.Holds(
                DeskLaw.NobodyIsDeniedWhatHappens,
                !state.History.Records.OfType<KillSwitchRecord.Reset>().Any(IsDenied),
                $"{tell.Event}, and this node knows that it was done"
            );
    }

    /// <summary>A command came again under its name, and is told what it was told before.</summary>
    internal void ToldAgain(int process, CommandId command, object answer, SwitchState state, TimeSpan now)
    {
        if (answer is KillSwitchEngaged engaged)
            Book.Holds(
                DeskLaw.WhatIsToldEngagedIsEngaged,
                state.History.Holds(engaged.Engagement, state.Approvals),
                $"{command} is told {engaged}, and that holds no more"
            );
        else
            Answers.Answered(process, command, answer, now);
    }

    /// <summary>A node has taken in what was done: whatever holds no more was wanted by as many people as it takes, by its name.</summary>
    internal void Decided(SwitchState before, SwitchState after)
    {
        if (ReferenceEquals(before.History, after.History))
            return;
        foreach (var record in after.History.Except(before.History))
        {
            if (record is KillSwitchRecord.Engage { Engagement: var made })
                _engagements.TryAdd(made.Id, made);
            if (record is KillSwitchRecord.Reset)
                Book.Holds(
                    DeskLaw.NobodyIsDeniedWhatHappens,
                    !IsDenied(record),
                    $"{record} stands, and whoever asked for it was denied"
                );
        }

        foreach (var engagement in _engagements.Values)
            if (before.History.Holds(engagement, before.Approvals) && !after.History.Holds(engagement, after.Approvals))
                WasWanted(engagement, after);
    }

    /// <summary>Only resets count that were kept, each for what its sender had named.</summary>
    private void WasWanted(Engagement engagement, SwitchState state)
    {
        var people = new HashSet<string>();
        foreach (var record in store.History.Resets(engagement))
        {
            var isNamed =
                _records.TryGetValue(record, out var of) && _resets[of.Command].Engagements.Contains(engagement.Id);
            Book.Holds(
                DeskLaw.NothingIsClearedUnseen,
                isNamed,
                $"{of.Command} did not name {engagement.Id}, and {record} clears it",
                counts: false
            );
            people.Add(record.Person.Name);
        }

        Book.Holds(
            DeskLaw.NothingIsClearedUnseen,
            people.Count >= (int)state.Approvals,
            $"{engagement.Id} is cleared on {state.Node}, which {people.Count} have named"
        );
    }

    /// <summary>The engine's cancels for an engagement carry its author, and are not given up before its report is due.</summary>
    internal void CancelWanted(CancelSession cancel, SwitchState state, TimeSpan now)
    {
        if (cancel.RequestedBy is RequestedBy.Engine { Name: "coordination-loss" })
            return;
        var isKnown = _cancelsEndAt.TryGetValue((cancel.RequestedBy, cancel.Reason), out var endAt);
        Book.Holds(
            DeskLaw.CancelsKeepTheirNameAndTime,
            isKnown,
            $"{cancel} on {state.Node} carries nobody's name",
            counts: false
        );
        var deadline = cancel.Deadline ?? plan.Guardian.DefaultDeadline;
        Book.Holds(
            DeskLaw.CancelsKeepTheirNameAndTime,
            now + deadline >= endAt || deadline >= plan.Switch.LongestDeadline,
            $"{cancel} on {state.Node} ends at {now + deadline}, before {endAt}"
        );
    }

    internal void Sent(SessionKey session, OutboundRequest request, KillSwitchState told, SubmitPrivateRequest? order)
    {
        Rises(session, request.Nonce);
        if (order is null)
            return;
        _orders[order.Id] = request.Attempt;
        Book.Holds(
            DeskLaw.NothingLeavesWhileToldEngaged,
            told.For(session, order.Strategy) is KillSwitchState.Clear,
            $"{session} sent an order of {order.Strategy} while {told}"
        );
    }

    internal void Leased(NonceLeased leased, StrategyId strategy, KillSwitchState told)
    {
        Rises(leased.Session, leased.Nonce);
        Book.Holds(
            DeskLaw.NothingLeavesWhileToldEngaged,
            told.For(leased.Session, strategy) is KillSwitchState.Clear,
            $"{leased.Session} gave {strategy} a nonce while {told}"
        );
    }

    /// <summary>A node that cannot hear what others engage lets nothing open.</summary>
    internal void GateSet(SwitchEffect.SetGate gate, bool isCutOff)
    {
        if (isCutOff)
            Book.Holds(
                DeskLaw.NothingLeavesWhileToldEngaged,
                gate.Switch is KillSwitchState.Unreadable,
                $"{gate} while its node is cut off"
            );
    }

    /// <summary>A guardian has come up: it knows of nonces up to the store's mark.</summary>
    /// <remarks>
    /// Cancels do not wait for the store (I6). While it fails they go beyond the mark, and a successor whose clock is behind may go
    /// below them: then the exchange refuses, which costs a request. What orders and leases have used, no mark is below.
    /// </remarks>
    internal void CameUp(SessionKey session, Moment now)
    {
        if (!_highest.TryGetValue(session, out var highest) || store.MarkOf(session) is not { } mark)
            return;
        // What the exchange of a time-based key does not take yet binds nobody: a cancel would wait for it.
        if (plan.NonceMode is NonceMode.TimeBased && mark.Value > (now.Wall + NonceSequence.Window).ToUnixTimeSeconds())
        {
            Excused++;
            _highest.Remove(session);
            return;
        }

        if (highest <= mark)
            return;
        Excused++;
        _highest[session] = mark;
    }

    private void Rises(SessionKey session, Nonce nonce)
    {
        Book.Holds(
            DeskLaw.NoncesRiseOverCrashes,
            !plan.NoncesMustRise || !_highest.TryGetValue(session, out var highest) || nonce > highest,
            $"{session} used {nonce} after {_highest.GetValueOrDefault(session)}",
            counts: plan.NoncesMustRise
        );
        _highest[session] = nonce;
    }

    internal void OrderAnswered(PrivateRequestOutcome outcome)
    {
        if (outcome is PrivateRequestDenied or PrivateRequestRejected)
            _notSent.Add((outcome.Session, outcome.Command));
    }

    internal void CancelAnswered(SessionCancelOutcome outcome, AttemptId lastBefore)
    {
        foreach (var attempt in outcome.Effort.Attempts)
            Book.Holds(
                DeskLaw.RestsOnALaterRequest,
                attempt.Id > lastBefore,
                $"{outcome.Command} rests on {attempt.Id}, which left before it came (last {lastBefore})"
            );
    }

    /// <summary>A cancel could not be proven, and its session's ladder goes on to the whole account.</summary>
    internal void Unproven(int life, SessionCancelOutcome outcome, TimeSpan now) =>
        _unproven.TryAdd((life, outcome.Command), now);

    /// <summary>The account-wide cancel of a command is over.</summary>
    internal void Climbed(AccountCancelEnded ended, AttemptId? lastBefore)
    {
        if (lastBefore is { } last)
            Book.Holds(
                DeskLaw.RestsOnALaterRequest,
                ended.Last.Id > last,
                $"the account-wide cancel of {ended.Command} is {ended.Last.Id}, which left before it came (last {last})"
            );
        foreach (var key in _unproven.Keys.Where(key => key.Command == ended.Command).ToList())
        {
            Book.Holds(DeskLaw.EveryUnprovenCancelClimbs, true, $"{ended}");
            _unproven.Remove(key);
        }
    }

    /// <summary>A guardian is gone, and its ladder with it.</summary>
    internal void LadderGone(int life)
    {
        foreach (var key in _unproven.Keys.Where(key => key.Life == life).ToList())
            _unproven.Remove(key);
    }

    internal void Completed(KillSwitchCompleted completed, SessionKey session, int open, TimeSpan now) =>
        Book.Holds(
            DeskLaw.CompletedMeansNoOpenOrders,
            open == 0,
            $"{completed.Engagement.Id} ({completed.Engagement.Scope}) is completed at {now}, and {open} orders of {session} are open"
        );

    /// <summary>A stop is never refused for want of room: neither the engagement nor the cancels that it asks for.</summary>
    private void NoRoomWasWanting(object told)
    {
        if (told is KillSwitchEngageDenied refused)
            Book.Holds(
                DeskLaw.NoStopIsRefusedForWantOfRoom,
                refused.Reason
                    is KillSwitchEngageDeniedReason.DeadlineTooLong
                        or KillSwitchEngageDeniedReason.ResetSince,
                $"{refused}",
                counts: false
            );
        if (told is KillSwitchIncomplete incomplete)
            foreach (var missing in incomplete.Missing)
                Book.Holds(
                    DeskLaw.NoStopIsRefusedForWantOfRoom,
                    missing.Applied?.Effect
                        is not KillSwitchEffect.CancelEnded
                        {
                            Outcome: SessionCancelDenied { Reason: SessionCancelDeniedReason.TooManyPending }
                        },
                    $"{missing}",
                    counts: false
                );
    }

    /// <summary>In the end: nobody waits, what was denied has not happened, and every ladder was climbed.</summary>
    internal void AtTheEnd(TimeSpan now, Func<SessionKey, ModelExchange> exchangeOf)
    {
        Answers.NobodyIsOverdue(now);
        foreach (var (session, command) in _notSent)
            if (_orders.TryGetValue(command, out var attempt))
                Book.Holds(
                    DeskLaw.NobodyIsDeniedWhatHappens,
                    !exchangeOf(session).HasExecuted(attempt),
                    $"{command} was denied or rejected, and {attempt} was executed"
                );
        foreach (var ((_, command), answeredAt) in _unproven)
            Book.Holds(
                DeskLaw.EveryUnprovenCancelClimbs,
                answeredAt > plan.Ladders,
                $"{command} was not proven at {answeredAt}, and the account was not canceled for it"
            );
    }

    private bool IsDenied(KillSwitchRecord record) =>
        _records.TryGetValue(record, out var of) && _denied.Contains(of.Number);
}
