using System.Collections.Immutable;

namespace RiskEngine.Core.Tests.Simulation;

/// <summary>What a desk promises, whatever happens.</summary>
internal enum DeskLaw
{
    OneAnswerInTime,
    RestsOnALaterRequest,
    NoncesRiseOverCrashes,
    NothingLeavesWhileToldEngaged,
    NothingIsClearedUnseen,
    NobodyIsDeniedWhatHappens,
    CompletedMeansNoOpenOrders,
    WhoeverTripsCanTripAgain,
    NoStopIsRefusedForWantOfRoom,
    NothingIsDueWithoutAnAlarm,
}

/// <summary>Holds what a desk says against what was asked of it and what its exchange has, and counts what it looked at.</summary>
internal sealed class DeskLaws(DeskPlan plan)
{
    private readonly Dictionary<(int Process, CommandId Command), Asked> _asked = [];
    private readonly HashSet<(int Process, CommandId Command)> _inDoubt = [];
    private readonly Dictionary<CommandId, ResetKillSwitch> _resets = [];
    private readonly Dictionary<KillSwitchRecord, CommandId> _records = [];
    private readonly Dictionary<CommandId, KillSwitchResetDeniedReason> _denied = [];
    private readonly Dictionary<EngagementId, Engagement> _engagements = [];
    private readonly Dictionary<SessionKey, Nonce> _highest = [];
    private readonly int[] _looked = new int[Enum.GetValues<DeskLaw>().Length];

    /// <summary>How often each law had something to look at.</summary>
    internal IReadOnlyList<int> Looked => _looked;

    /// <summary>What people have seen of engagements, and may name.</summary>
    internal IReadOnlyCollection<EngagementId> Known => _engagements.Keys;

    internal void EngageAsked(int process, EngageKillSwitch command, TimeSpan now) =>
        _asked.Add((process, command.Id), new Asked(now + (command.Deadline ?? plan.Switch.Deadline)));

    internal void ResetAsked(int process, ResetKillSwitch command, TimeSpan now)
    {
        _asked.Add((process, command.Id), new Asked(now + plan.Switch.Deadline));
        _resets.Add(command.Id, command);
    }

    /// <summary>The store is asked to keep a reset: it is the one of the command that the same decision was about.</summary>
    internal void ResetStored(KillSwitchRecord record, CommandId command) => _records.TryAdd(record, command);

    /// <summary>Nobody can be answered by a process that is gone.</summary>
    internal void ProcessGone(int process)
    {
        foreach (var key in _asked.Keys.Where(key => key.Process == process).ToList())
            _asked.Remove(key);
    }

    internal void Told(int process, SwitchEffect.Tell tell, SwitchState state, TimeSpan now)
    {
        if (tell.Event is KillSwitchResetDenied denied)
            _denied[denied.Command] = denied.Reason;
        if (tell.Event is KillSwitchEngageDenied refused)
            Holds(
                DeskLaw.NoStopIsRefusedForWantOfRoom,
                refused.Reason
                    is KillSwitchEngageDeniedReason.DeadlineTooLong
                        or KillSwitchEngageDeniedReason.ResetSince,
                $"{refused}"
            );
        if (tell.Event is KillSwitchIncomplete incomplete)
            foreach (var missing in incomplete.Missing)
                Holds(
                    DeskLaw.NoStopIsRefusedForWantOfRoom,
                    missing.Applied?.Effect
                        is not KillSwitchEffect.CancelEnded
                        {
                            Outcome: SessionCancelDenied { Reason: SessionCancelDeniedReason.TooManyPending }
                        },
                    $"{missing}"
                );
        if (tell.Event is KillSwitchEngaged engaged)
            _engagements[engaged.Engagement.Id] = engaged.Engagement;
        if (!tell.IsLast)
            return;
        // One that the engine has asked for has nobody who waits.
        if (!_asked.TryGetValue((process, tell.Command), out var asked))
        {
            // What a reset in doubt came to is told once it is known.
            var isDue = !_resets.ContainsKey(tell.Command) || _inDoubt.Remove((process, tell.Command));
            Holds(DeskLaw.OneAnswerInTime, isDue, $"{tell.Event} answers nobody");
            return;
        }

        _asked.Remove((process, tell.Command));
        if (tell.Event is KillSwitchResetInDoubt)
            _inDoubt.Add((process, tell.Command));
        Holds(DeskLaw.OneAnswerInTime, now <= asked.DeadlineAt, $"{tell.Event} at {now}, due at {asked.DeadlineAt}");
        if (tell.Event is KillSwitchResetDenied)
            Holds(
                DeskLaw.NobodyIsDeniedWhatHappens,
                !state.History.Records.OfType<KillSwitchRecord.Reset>().Any(x => IsOf(x, tell.Command)),
                $"{tell.Event}, and this node knows that it was done"
            );
    }

    /// <summary>A node has taken in what was done: whatever holds no more was wanted by as many people as it takes, by its name.</summary>
    internal void Decided(SwitchState before, SwitchState after)
    {
        foreach (var record in after.History.Records)
            if (record is KillSwitchRecord.Engage { Engagement: var made })
                _engagements.TryAdd(made.Id, made);
        if (ReferenceEquals(before.History, after.History))
            return;
        foreach (var record in after.History.Except(before.History).OfType<KillSwitchRecord.Reset>())
            if (_records.TryGetValue(record, out var command))
                Holds(
                    DeskLaw.NobodyIsDeniedWhatHappens,
                    !_denied.ContainsKey(command),
                    $"{command} was denied, and {record} stands"
                );
        foreach (var engagement in _engagements.Values)
        {
            if (
                !before.History.Holds(engagement, plan.Switch.Approvals)
                || after.History.Holds(engagement, plan.Switch.Approvals)
            )
                continue;
            var people = _resets
                .Values.Where(reset => reset.Engagements.Contains(engagement.Id))
                .Select(reset => reset.Person.Name)
                .Distinct()
                .Count();
            Holds(
                DeskLaw.NothingIsClearedUnseen,
                people >= (int)plan.Switch.Approvals,
                $"{engagement.Id} is cleared, which {people} have named"
            );
        }
    }

    internal void Sent(SessionKey session, OutboundRequest request, KillSwitchState told, StrategyId? strategy)
    {
        Holds(
            DeskLaw.NoncesRiseOverCrashes,
            !_highest.TryGetValue(session, out var highest) || request.Nonce > highest,
            $"{session} sent {request.Nonce} after {highest}"
        );
        _highest[session] = request.Nonce;
        if (request.Request is ExchangeRequest.SendPrivate)
            Holds(
                DeskLaw.NothingLeavesWhileToldEngaged,
                told.For(session, strategy) is KillSwitchState.Clear,
                $"{session} sent an order of {strategy} while {told}"
            );
    }

    internal void CancelAnswered(SessionCancelOutcome outcome, AttemptId lastBefore)
    {
        foreach (var attempt in outcome.Effort.Attempts)
            Holds(
                DeskLaw.RestsOnALaterRequest,
                attempt.Id > lastBefore,
                $"{outcome.Command} rests on {attempt.Id}, which left before it came (last {lastBefore})"
            );
    }

    internal void Completed(KillSwitchCompleted completed, SessionKey session, int open, TimeSpan now) =>
        Holds(
            DeskLaw.CompletedMeansNoOpenOrders,
            open == 0,
            $"{completed.Engagement.Id} is completed at {now}, and {open} orders of {session} are open"
        );

    internal void CanTrip(SessionKey session, bool trips) =>
        Holds(
            DeskLaw.WhoeverTripsCanTripAgain,
            trips,
            $"{session} fails again after its reset, and nothing is engaged"
        );

    internal void WokenEarly(bool didSomething, string what) =>
        Holds(DeskLaw.NothingIsDueWithoutAnAlarm, !didSomething, what);

    internal void NobodyWaits(TimeSpan now)
    {
        foreach (var (key, asked) in _asked)
            Holds(DeskLaw.OneAnswerInTime, asked.DeadlineAt > now, $"{key.Command} was never answered");
    }

    private bool IsOf(KillSwitchRecord record, CommandId command) =>
        _records.TryGetValue(record, out var of) && of == command;

    private void Holds(DeskLaw law, bool holds, string what)
    {
        _looked[(int)law]++;
        if (!holds)
            throw new LawBroken($"{law}: {what}");
    }

    private sealed record Asked(TimeSpan DeadlineAt);
}
