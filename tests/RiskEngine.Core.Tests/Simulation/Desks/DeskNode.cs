namespace RiskEngine.Core.Tests.Simulation;

/// <summary>One process of a desk: its kill switch, the guardians of the sessions that it has, and what counts failures.</summary>
internal sealed class DeskNode
{
    private readonly DeskWorld _world;
    private readonly int _process;
    private readonly TimeSpan _skew;
    private readonly Dictionary<SessionKey, DeskGuardian> _guardians = [];
    private readonly Dictionary<long, Action<PeerAnswer>> _calls = [];
    private readonly Dictionary<SessionKey, int> _failures = [];
    private SwitchState _state;
    private TripState _trips = TripState.Initial;
    private TimeSpan? _wakeAt;
    private CommandId? _resetting;
    private long _lastCall;
    private int _tripped;

    internal DeskNode(DeskWorld world, NodeName name, int process)
    {
        (_world, Name, _process, _skew) = (world, name, process, world.Plan.SkewOf(name));
        _state = SwitchState.Initial(name, new EngineRunId((ulong)process), world.Plan.Switch, world.Plan.Sessions);
    }

    internal NodeName Name { get; }

    internal Moment Moment => MomentAt(_world.Now);

    internal bool IsUp { get; private set; } = true;

    internal SwitchState State => _state;

    /// <summary>By this machine's own wall clock; the running one is the world's.</summary>
    internal Moment MomentAt(TimeSpan running) => new(Given.Noon + _skew + running, running);

    internal DeskGuardian? GuardianOf(SessionKey session) => _guardians.GetValueOrDefault(session);

    internal IEnumerable<DeskGuardian> Guardians => _guardians.Values;

    internal void Start() => ReadLog(reading => new SwitchInput.LogRead(reading));

    internal void Crash()
    {
        IsUp = false;
        _world.Laws.ProcessGone(_process);
    }

    /// <summary>The node has the right to run a session: it reads the log for it, and begins.</summary>
    internal void Take(SessionKey session)
    {
        if (_world.Happens())
        {
            _world.In(Given.Ms(500), () => _world.Vacate(session, this));
            return;
        }

        Decide(new SwitchInput.LogRead(_world.Store.Read(), session));
        var guardian = new DeskGuardian(_world, this, session);
        _guardians.Add(session, guardian);
        guardian.Start();
    }

    internal void HandOver(SessionKey session)
    {
        if (!_guardians.TryGetValue(session, out var guardian))
            return;
        guardian.Stop(comesBack: false);
        _guardians.Remove(session);
        _world.Vacate(session, this);
    }

    internal void Engage(EngageKillSwitch command)
    {
        _world.Laws.EngageAsked(_process, command, _world.Now);
        Decide(new SwitchInput.EngageAsked(command));
    }

    internal void Reset(ResetKillSwitch command)
    {
        _world.Laws.ResetAsked(_process, command, _world.Now);
        _resetting = command.Id;
        Decide(new SwitchInput.ResetAsked(_world.Planted.Reset(command, _state.History)));
        _resetting = null;
    }

    internal void Failed(SessionKey session)
    {
        _failures[session] = _failures.GetValueOrDefault(session) + 1;
        Signal(new TripSignal.GuardianFailed(session));
    }

    /// <summary>From another actor of the same process: after what is under way.</summary>
    internal void Locally(SwitchInput input) => _world.In(TimeSpan.Zero, () => WhileUp(() => Decide(input)));

    internal void See(ClusterView view) => WhileUp(() => Decide(new SwitchInput.ViewChanged(view)));

    internal void LogChanged() => WhileUp(() => Decide(new SwitchInput.LogChanged()));

    /// <summary>A defect of the switch itself: it knows what it knew, and reads the log again.</summary>
    internal void FailSwitch()
    {
        _state = _state.AfterRestart();
        foreach (var guardian in _guardians.Values)
            guardian.Hear(_state.Switch);
        Decide(new SwitchInput.LogChanged());
    }

    internal void Decide(SwitchInput input)
    {
        _world.CountDecision();
        var before = _state;
        var decision = SwitchConductor.Decide(_state, input, Moment);
        _state = decision.State;
        _world.Laws.Decided(before, _state);
        SetAlarm(_world.Planted.SwitchAlarm(decision.WakeAt));
        foreach (var effect in decision.Effects)
            CarryOut(effect);
        if (_world.IsLookedAt())
            NothingMustBeDueBefore(_wakeAt);
    }

    /// <summary>What failed, was engaged for it and was reset engages again when it fails again.</summary>
    internal void TripsAgain()
    {
        foreach (var (session, _) in _failures)
        {
            var scope = new KillSwitchScope.Session(session);
            if (
                _state.Switch is KillSwitchState.Unreadable
                || _state.History.Holding(_world.Plan.Switch.Approvals).Any(x => x.Scope == scope)
            )
                continue;
            var (state, trips) = (_trips, false);
            for (var i = 0; i < DeskPlan.Trips.GuardianFailures!.Most; i++)
            {
                var decision = TripRules.Decide(
                    DeskPlan.Trips,
                    state,
                    new TripSignal.GuardianFailed(session),
                    _world.Now
                );
                state = decision.State;
                trips |= decision.Trip is not null;
            }

            _world.Laws.CanTrip(session, trips);
        }
    }

    private void NothingMustBeDueBefore(TimeSpan? alarm)
    {
        if (_world.Between(_world.Now, alarm) is not { } early)
            return;
        var decision = SwitchConductor.Decide(_state, new SwitchInput.Woke(), MomentAt(early));
        _world.Laws.WokenEarly(
            decision.Effects.Count > 0,
            $"{Name}, alarm at {alarm}, woken at {early}: {string.Join(", ", decision.Effects)}"
        );
    }

    private void SetAlarm(TimeSpan? at)
    {
        if (at == _wakeAt)
            return;
        _wakeAt = at;
        if (at is { } time)
            _world.At(
                time,
                () =>
                {
                    if (_wakeAt != time)
                        return;
                    _wakeAt = null;
                    WhileUp(() => Decide(new SwitchInput.Woke()));
                }
            );
    }

    private void CarryOut(SwitchEffect effect)
    {
        switch (effect)
        {
            case SwitchEffect.SetGate set:
                _world.In(TimeSpan.Zero, () => WhileUp(() => OnGate(set)));
                break;
            case SwitchEffect.Cancel cancel:
                _world.In(TimeSpan.Zero, () => WhileUp(() => OnCancel(cancel.Command)));
                break;
            case SwitchEffect.StopStrategy stop:
                _world.In(TimeSpan.Zero, () => WhileUp(() => OnStop(stop.Command)));
                break;
            case SwitchEffect.Push push:
                Push(push);
                break;
            case SwitchEffect.AnswerPeer answer:
                if (_calls.Remove(answer.Call, out var caller))
                    caller(new PeerAnswer.Heard(answer.Report));
                break;
            case SwitchEffect.Store store:
                if (store.Record is KillSwitchRecord.Reset && _resetting is { } command)
                    _world.Laws.ResetStored(store.Record, command);
                Store(store.Record);
                break;
            case SwitchEffect.ReadLog read:
                ReadLog(reading => new SwitchInput.LogRead(reading) { AskedAt = read.AskedAt });
                break;
            case SwitchEffect.Tell tell:
                _world.Laws.Told(_process, tell, _state, _world.Now);
                if (tell.Event is KillSwitchCompleted completed)
                    _world.Completed(completed);
                break;
            case SwitchEffect.Publish { Event: KillSwitchChanged changed } when _world.Planted.TellsOfResets:
                foreach (var scope in changed.Cleared.Select(x => x.Scope).Distinct())
                    Signal(new TripSignal.WasReset(scope));
                break;
        }
    }

    private void OnGate(SwitchEffect.SetGate set)
    {
        if (GuardianOf(set.Session) is { } guardian)
            guardian.Hear(set.Switch);
        else
            Locally(new SwitchInput.Elsewhere(set.Session));
    }

    private void OnStop(StopStrategy command)
    {
        if (GuardianOf(command.Session) is { } guardian)
            guardian.Stop(command);
        else
            Locally(new SwitchInput.Elsewhere(command.Session));
    }

    private void OnCancel(CancelSession command)
    {
        if (GuardianOf(command.Session) is { } guardian)
            guardian.Cancel(command, isTheSwitchs: true);
        else
            Locally(
                new SwitchInput.CancelEnded(
                    new SessionCancelDenied(command.Session, command.Id, SessionCancelDeniedReason.NotOnThisNode)
                )
            );
    }

    private void Push(SwitchEffect.Push push)
    {
        var limit = _world.Now + push.Message.Within + _world.Plan.Switch.StoreRetry;
        var isAnswered = push.Message.Report is null;
        var to = _world.NodeOf(push.Node.Name);
        if (to is null || _world.Happens())
            Answered(_world.Happens() ? limit - _world.Now : _world.Latency(), new PeerAnswer.NotTaken("no way there"));
        else
        {
            _world.In(_world.Latency(), () => to.OnPeer(push.Message, answer => Answered(_world.Latency(), answer)));
            _world.At(limit, () => Once(new PeerAnswer.Silent("no answer in time")));
        }

        void Answered(TimeSpan after, PeerAnswer answer)
        {
            if (answer is not PeerAnswer.Heard || !_world.Happens())
                _world.In(after, () => Once(answer));
        }

        void Once(PeerAnswer answer)
        {
            if (isAnswered)
                return;
            isAnswered = true;
            WhileUp(() => Decide(new SwitchInput.PeerEnded(push.Message.Report!, push.Node.Name, answer)));
        }
    }

    private void OnPeer(PeerMessage.OfSwitch message, Action<PeerAnswer> caller)
    {
        if (!IsUp)
            return;
        _calls.Add(++_lastCall, caller);
        Decide(new SwitchInput.PeerTold(_lastCall, message));
    }

    /// <summary>A write is done, is refused, or its answer is lost: then it may be there already, come later, or never.</summary>
    private void Store(KillSwitchRecord record)
    {
        KillSwitchAppend result = new KillSwitchAppend.Kept(KillSwitchDurability.ThisNode);
        var after = Given.Ms(_world.Random.Next(300));
        TimeSpan? keptAfter = after;
        if (_world.Happens())
        {
            result = new KillSwitchAppend.Failed(new StoreFailure(StoreFault.Unavailable, "no way to it"));
            keptAfter = null;
        }
        else if (_world.Happens())
        {
            result = new KillSwitchAppend.Failed(new StoreFailure(StoreFault.Interrupted, "the connection broke"));
            keptAfter = _world.Random.Next(3) switch
            {
                0 => after,
                1 => after + _world.Plan.Switch.StorePatience * _world.Random.NextDouble(),
                _ => null,
            };
        }

        if (keptAfter is { } kept)
            _world.In(kept, () => _world.Keep(record, this));
        _world.In(after, () => WhileUp(() => Decide(new SwitchInput.Stored(record, _world.Planted.Append(result)))));
    }

    private void ReadLog(Func<KillSwitchReading, SwitchInput> input)
    {
        var fails = _world.Happens();
        _world.In(
            Given.Ms(_world.Random.Next(100)),
            () =>
                WhileUp(() =>
                    Decide(
                        input(
                            fails
                                ? new KillSwitchReading.Failed(new StoreFailure(StoreFault.Unavailable, "no way to it"))
                                : _world.Store.Read()
                        )
                    )
                )
        );
    }

    private void Signal(TripSignal signal)
    {
        var decision = TripRules.Decide(DeskPlan.Trips, _trips, signal, _world.Now);
        _trips = decision.State;
        if (decision.Trip is not { } trip)
            return;
        var command = new EngageKillSwitch(
            trip.Scope,
            new CommandId($"trip-{_process}-{++_tripped}"),
            trip.Cause,
            trip.Reason
        );
        _world.In(TimeSpan.Zero, () => WhileUp(() => Engage(command)));
    }

    private void WhileUp(Action action)
    {
        if (IsUp)
            action();
    }
}
