namespace RiskEngine.Core.Tests.Simulation;

/// <summary>One process of a desk: its kill switch, the guardians of the sessions that it has, and what counts failures.</summary>
internal sealed class DeskNode
{
    private readonly DeskWorld _world;
    private readonly int _process;
    private readonly TimeSpan _skew;
    private readonly Dictionary<SessionKey, DeskGuardian> _guardians = [];
    private readonly Dictionary<long, Action<PeerAnswer>> _calls = [];
    private readonly DeskTrips _trips;
    private SwitchState _state;
    private TimeSpan? _wakeAt;
    private CommandId? _asking;
    private long _lastCall;

    internal DeskNode(DeskWorld world, NodeName name, int process)
    {
        (_world, Name, _process, _skew) = (world, name, process, world.Plan.SkewOf(name));
        _trips = new DeskTrips(
            world,
            process,
            command => _world.In(TimeSpan.Zero, () => WhileUp(() => Engage(command)))
        );
        _state = SwitchState.Initial(
            name,
            new EngineRunId((ulong)process),
            world.Plan.SwitchOf(name),
            world.Plan.Sessions
        );
    }

    internal NodeName Name { get; }

    internal Moment Moment => MomentAt(_world.Now);

    internal bool IsUp { get; private set; } = true;

    /// <summary>Whether it has lost the store that the nodes share.</summary>
    internal bool IsCutOff { get; private set; }

    internal SwitchState State => _state;

    /// <summary>By this machine's own wall clock; the running one is the world's.</summary>
    internal Moment MomentAt(TimeSpan running) => new(Given.Noon + _skew + running, running);

    internal DeskGuardian? GuardianOf(SessionKey session) => _guardians.GetValueOrDefault(session);

    internal IEnumerable<DeskGuardian> Guardians => _guardians.Values;

    internal void Start() => ReadLog(reading => new SwitchInput.LogRead(reading));

    internal void Crash()
    {
        IsUp = false;
        _world.Laws.Answers.Killed(-_process);
        foreach (var guardian in _guardians.Values)
            guardian.Kill();
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
        guardian.HandOver();
        _guardians.Remove(session);
        _world.Vacate(session, this);
    }

    internal void Engage(EngageKillSwitch command)
    {
        _world.Laws.EngageAsked(-_process, command, _world.Now);
        Ask(command.Id, new SwitchInput.EngageAsked(command));
    }

    internal void Reset(ResetKillSwitch command)
    {
        _world.Laws.ResetAsked(-_process, command, _world.Now);
        Ask(command.Id, new SwitchInput.ResetAsked(command));
    }

    /// <summary>Whoever waits for nothing more has been answered.</summary>
    private void Ask(CommandId command, SwitchInput asked)
    {
        _asking = command;
        Decide(asked);
        _asking = null;
        _world.Laws.Book.Holds(
            DeskLaw.OneAnswerInTime,
            _state.IsPending(command) || !_world.Laws.Answers.IsAwaited(-_process, command),
            $"{command} came again and was told nothing",
            counts: false
        );
    }

    internal void Failed(SessionKey session) => _trips.Failed(session);

    internal void Signal(TripSignal signal) => _trips.Signal(signal);

    /// <summary>From another actor of the same process: after what is under way.</summary>
    internal void Locally(SwitchInput input) => _world.In(TimeSpan.Zero, () => WhileUp(() => Decide(input)));

    /// <summary>From one guardian of the process to another, after what is under way.</summary>
    internal void ToGuardian(SessionKey session, GuardianInput input, Action? ifNone = null) =>
        _world.In(
            TimeSpan.Zero,
            () =>
                WhileUp(() =>
                {
                    if (GuardianOf(session) is { } guardian)
                        guardian.Decide(input);
                    else
                        ifNone?.Invoke();
                })
        );

    internal void See(ClusterView view) => WhileUp(() => Decide(new SwitchInput.ViewChanged(view)));

    internal void LogChanged() => WhileUp(() => Decide(new SwitchInput.LogChanged()));

    /// <summary>The store that the nodes share does not answer this one for a while.</summary>
    internal void CutOff(bool cancels, TimeSpan time)
    {
        if (IsCutOff)
            return;
        IsCutOff = true;
        Decide(new SwitchInput.CoordinationLost(cancels));
        _world.In(
            time,
            () =>
                WhileUp(() =>
                {
                    IsCutOff = false;
                    Decide(new SwitchInput.CoordinationBack());
                })
        );
    }

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
        SwitchDecision decision;
        try
        {
            decision = _world.Planted.Switch(_state, input, Moment);
        }
        catch (Exception thrown)
        {
            throw new DeskLawBroken(DeskLaw.NoInputThrows, $"{Name}: {input} threw {thrown}");
        }

        _world.Laws.Book.Holds(DeskLaw.NoInputThrows, true, $"{input}");
        _state = decision.State;
        _world.Laws.Decided(before, _state);
        SetAlarm(decision.WakeAt);
        foreach (var effect in decision.Effects)
            CarryOut(effect);
        if (_world.IsLookedAt())
            NothingMustBeDueBefore(_wakeAt);
    }

    /// <summary>Whether what a node says of a session counts here: as far as this one knows it runs there, or it runs here.</summary>
    internal bool MaySpeakFor(SessionKey session, NodeName node) =>
        _state.View?.HolderOf(session) is not { } holder
        || holder == node
        || (node == Name && _guardians.ContainsKey(session));

    internal void TripsAgain() => _trips.TripAgain(_state, _guardians);

    private void NothingMustBeDueBefore(TimeSpan? alarm)
    {
        if (_world.Between(_world.Now, alarm) is not { } early)
            return;
        var decision = _world.Planted.Switch(_state, new SwitchInput.Woke(), MomentAt(early));
        _world.Laws.Book.Holds(
            DeskLaw.NothingIsDueWithoutAnAlarm,
            decision.Effects.Count == 0,
            $"{Name}, alarm at {alarm}, woken at {early}: {decision.Effects}"
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
                _world.Laws.GateSet(set, IsCutOff);
                _world.In(TimeSpan.Zero, () => WhileUp(() => OnGate(set)));
                break;
            case SwitchEffect.Cancel cancel:
                _world.Laws.CancelWanted(cancel.Command, _state, _world.Now);
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
                if (store.Record is KillSwitchRecord.Reset && _asking is { } command)
                    _world.Laws.ResetStored(store.Record, -_process, command);
                Store(store.Record);
                break;
            case SwitchEffect.ReadLog read:
                ReadLog(reading => new SwitchInput.LogRead(reading) { AskedAt = read.AskedAt });
                break;
            case SwitchEffect.Tell tell:
                _world.Laws.Told(-_process, tell, _state, _world.Now);
                if (tell.Event is KillSwitchCompleted completed)
                    _world.Completed(completed, this);
                break;
            case SwitchEffect.TellAgain again:
                _world.Laws.ToldAgain(-_process, _asking!, again.Event, _state, _world.Now);
                break;
            case SwitchEffect.Publish { Event: KillSwitchChanged changed }:
                foreach (var scope in changed.Cleared.Select(x => x.Scope).Distinct())
                    Signal(new TripSignal.WasReset(scope));
                break;
            case SwitchEffect.StoreTrouble trouble:
                Signal(trouble.Failure is null ? new TripSignal.StoreIsWell() : new TripSignal.StoreFails());
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

    /// <summary>What is told another node arrives, late, twice or not at all; and so does its answer.</summary>
    private void Push(SwitchEffect.Push push)
    {
        var limit = _world.Now + push.Message.Within + _world.Plan.Switch.StoreRetry;
        var isAnswered = false;
        var to = _world.NodeOf(push.Node.Name);
        if (to is null || _world.Happens())
            Answered(_world.Happens() ? limit - _world.Now : _world.Latency(), new PeerAnswer.NotTaken("no way there"));
        else
        {
            for (var times = _world.Happens() ? 2 : 1; times > 0; times--)
                _world.In(
                    _world.Latency(),
                    () => to.OnPeer(push.Message, answer => Answered(_world.Latency(), answer))
                );
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
            if (push.Message.IsGreeting)
                WhileUp(() => Decide(new SwitchInput.PeerGreeted(push.Node.Name, answer)));
            if (push.Message.Report is { } report)
                WhileUp(() => Decide(new SwitchInput.PeerEnded(report, push.Node.Name, answer)));
        }
    }

    private void OnPeer(PeerMessage.OfSwitch message, Action<PeerAnswer> caller)
    {
        if (!IsUp)
            return;
        _calls.Add(++_lastCall, caller);
        Decide(new SwitchInput.PeerTold(_lastCall, message));
    }

    /// <summary>
    /// A write is done, is refused, or its answer is lost: then it may be there already, come later, or never. An answer that
    /// is not lost may come twice, or never.
    /// </summary>
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
        Heard(after, new SwitchInput.Stored(record, result));
    }

    private void ReadLog(Func<KillSwitchReading, SwitchInput> input)
    {
        var fails = _world.Happens();
        var after = Given.Ms(_world.Random.Next(100));
        if (fails)
            Heard(after, input(new KillSwitchReading.Failed(new StoreFailure(StoreFault.Unavailable, "no way to it"))));
        else
            _world.In(after, () => Heard(TimeSpan.Zero, input(_world.Store.Read())));
    }

    /// <summary>What the store says; once, twice, or never.</summary>
    private void Heard(TimeSpan after, SwitchInput said)
    {
        var hangs = _world.Plan.StoreHangs;
        if (hangs && _world.Happens())
            return;
        _world.In(after, () => WhileUp(() => Decide(said)));
        if (hangs && _world.Happens())
            _world.In(after + _world.Latency(), () => WhileUp(() => Decide(said)));
    }

    private void WhileUp(Action action)
    {
        if (IsUp)
            action();
    }
}
