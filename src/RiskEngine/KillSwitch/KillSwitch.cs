using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>The node's kill switch: engages many sessions at once, remembers it, and reports what is proven.</summary>
/// <remarks>
/// A thin shell: <see cref="SwitchConductor"/> decides, this carries out. It never waits for the store, so the guardians
/// are told the moment a command arrives. The supervisor restarts it in place; what it knows survives in
/// <see cref="KillSwitchMemory"/>, and every session is engaged until the log has been read again.
/// </remarks>
internal sealed class KillSwitch : ReceiveActor
{
    private readonly Askers _engageAskers = new();
    private readonly Askers _resetAskers = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly KillSwitchPlan _plan;
    private readonly IReadOnlyDictionary<SessionKey, IActorRef> _guardians;
    private readonly Alarm _alarm;
    private readonly IDisposable? _changes;
    private TimeSpan? _wakeAt;
    private Asker _asking;

    public KillSwitch(KillSwitchPlan plan, IReadOnlyDictionary<SessionKey, IActorRef> guardians)
    {
        (_plan, _guardians) = (plan, guardians);
        _alarm = plan.Clock.AlarmFor(Self, Wake.Up);
        var self = Self;
        _changes = plan.Changes?.Subscribe(() => self.Tell(new SwitchInput.LogChanged()));
        Receive<EngageKillSwitch>(OnEngage);
        Receive<ResetKillSwitch>(OnReset);
        Receive<GetKillSwitch>(query => Asker.Of(query, Sender).Tell(State.Status(_plan.Clock.Now.Wall), Self));
        Receive<SessionCancelOutcome>(outcome => Decide(new SwitchInput.CancelEnded(outcome)));
        Receive<GateWanted>(wanted => Decide(new SwitchInput.GuardianUp(wanted.Session)));
        Receive<Wake>(_ =>
        {
            _wakeAt = null;
            Decide(new SwitchInput.Woke());
        });
        Receive<PeerMessage.OfSwitch>(told => Decide(new SwitchInput.PeerTold(_plan.Memory.Hear(Sender), told)));
        Receive<SwitchInput>(Decide);
    }

    private SwitchState State
    {
        get => _plan.Memory.State;
        set => _plan.Memory.State = value;
    }

    protected override void PreStart() => Decide(new SwitchInput.LogRead(_plan.FirstReading));

    /// <summary>The base would also run <see cref="PostStop"/>, which answers everyone; here the runs go on.</summary>
    protected override void PreRestart(Exception reason, object message)
    {
        _alarm.Dispose();
        _changes?.Dispose();
        State = State.AfterRestart();
        foreach (var guardian in _guardians.Values)
            guardian.Tell(new GateChanged(State.Switch));
        _log.Error(
            reason,
            "The kill switch failed at {Input}. Every session is halted until its record is read again.",
            message
        );
    }

    protected override void PostRestart(Exception reason) => Decide(new SwitchInput.LogChanged());

    protected override void PostStop()
    {
        Decide(new SwitchInput.Stopping());
        _alarm.Dispose();
        _changes?.Dispose();
    }

    private void OnEngage(EngageKillSwitch command)
    {
        _asking = Asker.Of(command, Sender);
        _engageAskers.Add(command.Id, _asking);
        Decide(new SwitchInput.EngageAsked(command));
        if (!State.IsPending(command.Id))
            _engageAskers.Forget(command.Id);
    }

    private void OnReset(ResetKillSwitch command)
    {
        _asking = Asker.Of(command, Sender);
        _resetAskers.Add(command.Id, _asking);
        Decide(new SwitchInput.ResetAsked(command));
        if (!State.IsPending(command.Id))
            _resetAskers.Forget(command.Id);
    }

    private void Decide(SwitchInput input)
    {
        var now = _plan.Clock.Now;
        var decision = SwitchConductor.Decide(State, input, now);
        State = decision.State;
        foreach (var effect in decision.Effects)
            CarryOut(effect);
        SetAlarm(decision.WakeAt, now.Running);
    }

    private void CarryOut(SwitchEffect effect)
    {
        switch (effect)
        {
            case SwitchEffect.SetGate set:
                _guardians[set.Session].Tell(new GateChanged(set.Switch));
                break;
            case SwitchEffect.Cancel cancel:
                _guardians[cancel.Command.Session].Tell(new SwitchCancel(cancel.Command));
                break;
            case SwitchEffect.StopStrategy stop:
                _guardians[stop.Command.Session].Tell(stop.Command);
                break;
            case SwitchEffect.Push push:
                Push(push);
                break;
            case SwitchEffect.AnswerPeer answer:
                _plan.Memory.Peer(answer.Call).Tell(answer.Report, Self);
                break;
            case SwitchEffect.Store store:
                SafeLog.Store(_plan.Log, store.Record).PipeTo(Self);
                break;
            case SwitchEffect.ReadLog read:
                SafeLog
                    .Read(_plan.Log)
                    .PipeTo(Self, Self, reading => (object)new SwitchInput.LogRead(reading) { AskedAt = read.AskedAt });
                break;
            case SwitchEffect.Tell tell:
                Tell(tell);
                break;
            case SwitchEffect.TellAgain again:
                _asking.Tell(again.Event, Self);
                break;
            case SwitchEffect.Publish publish:
                Context.System.EventStream.Publish(publish.Event);
                break;
            case SwitchEffect.Audit audit:
                _plan.Audit.Record(audit.Entry);
                break;
            case SwitchEffect.Folded folded:
                _log.Info(
                    "The details of {Count} engagements that were cleared are no longer kept in memory, of {Left} they are. The log has all.",
                    folded.Count,
                    folded.Left
                );
                break;
            case SwitchEffect.StoreTrouble { Failure: { } failure }:
                _log.Error(
                    "The kill switch's store fails, so nothing new in it outlives this process: {Failure}",
                    failure
                );
                Context.System.EventStream.Publish(new KillSwitchStoreLost(State.Node, $"{failure}"));
                break;
            case SwitchEffect.StoreTrouble:
                _log.Warning("The kill switch's store is well again, and has everything.");
                Context.System.EventStream.Publish(new KillSwitchStoreBack(State.Node));
                break;
            default:
                throw ClosedUnion.Unhandled(effect);
        }
    }

    /// <summary>Nobody waits for it, and where no report is wanted nobody asks what came of it either: the store tells as well.</summary>
    private void Push(SwitchEffect.Push push)
    {
        var told = _plan.Peers is { } peers
            ? peers.AskAsync(push.Node, push.Message, push.Message.Within + _plan.Memory.State.Limits.StoreRetry)
            : Task.FromResult<PeerAnswer>(new PeerAnswer.NotTaken("There is no way to other nodes."));
        if (push.Message.IsGreeting)
            told.PipeTo(
                Self,
                Self,
                answer => new SwitchInput.PeerGreeted(push.Node.Name, answer),
                defect => new SwitchInput.PeerGreeted(push.Node.Name, new PeerAnswer.Silent(defect.Message))
            );
        if (push.Message.Report is { } report)
            told.PipeTo(
                Self,
                Self,
                answer => new SwitchInput.PeerEnded(report, push.Node.Name, answer),
                defect => new SwitchInput.PeerEnded(report, push.Node.Name, new PeerAnswer.Silent(defect.Message))
            );
    }

    private void Tell(SwitchEffect.Tell tell)
    {
        if (tell.Event is not KillSwitchProgress)
            _log.Warning("{Event}", tell.Event);
        var askers = tell.Event
            is KillSwitchReset
                or KillSwitchResetApproved
                or KillSwitchResetDenied
                or KillSwitchResetInDoubt
            ? _resetAskers
            : _engageAskers;
        if (tell.IsLast)
            askers.Answer(tell.Command, tell.Event, Self);
        else
            askers.Tell(tell.Command, tell.Event, Self);
        Context.System.EventStream.Publish(tell.Event);
    }

    private void SetAlarm(TimeSpan? wakeAt, TimeSpan now)
    {
        if (wakeAt == _wakeAt)
            return;
        _wakeAt = wakeAt;
        if (wakeAt is { } at)
            _alarm.RingIn(at - now);
        else
            _alarm.TurnOff();
    }

    private sealed record Wake : INotInfluenceReceiveTimeout
    {
        internal static readonly Wake Up = new();
    }
}
