namespace RiskEngine.Core.Tests.Simulation;

/// <summary>One session's guardian in one process: the real rules over a wire that may fail.</summary>
internal sealed class DeskGuardian
{
    private const long AttemptsOfALife = 1_000_000;

    private readonly DeskWorld _world;
    private readonly DeskNode _node;
    private readonly Dictionary<CommandId, AttemptId> _cancels = [];
    private readonly HashSet<CommandId> _switchs = [];
    private readonly List<(CommandId Command, AttemptId LastBefore, CommandId Of)> _joined = [];
    private readonly Dictionary<CommandId, StrategyId> _strategies = [];
    private readonly Dictionary<OrderId, StrategyId> _acknowledged = [];
    private GuardianState _state;
    private KillSwitchState _told = OrderGate.Unknown;
    private TimeSpan? _wakeAt;

    internal DeskGuardian(DeskWorld world, DeskNode node, SessionKey session)
    {
        (_world, _node, Session) = (world, node, session);
        _state = GuardianState.Initial(
            session,
            world.Plan.Guardian,
            new NonceSequence(Given.Milliseconds, Given.WideLead, world.Planted.Mark(world.Store.MarkOf(session))),
            ExchangeClock.StartingFrom(node.Moment),
            (ulong)world.Random.Next(),
            new AttemptId(world.NextLife() * AttemptsOfALife)
        );
        var mark = _state.FirstReservation(node.Moment);
        world.Store.Reserve(session, mark);
        _state = _state.AfterReservation(mark);
    }

    internal SessionKey Session { get; }

    private bool IsHere => _node.IsUp && _node.GuardianOf(Session) == this;

    internal void Start()
    {
        _node.Decide(new SwitchInput.GuardianUp(Session));
        Decide(new GuardianInput.Started());
    }

    /// <summary>Ends in order: whoever waits is answered.</summary>
    internal void Stop(bool comesBack) => Decide(new GuardianInput.Stopping(comesBack));

    /// <summary>A defect: everyone is answered, and the next incarnation knows what this one knew.</summary>
    internal void Fail()
    {
        Stop(comesBack: true);
        (_state, _told) = (_state.AfterRestart(), OrderGate.Unknown);
        _node.Decide(new SwitchInput.GuardianUp(Session));
        _world.In(Given.Ms(_world.Random.Next(1_000)), () => WhileHere(() => Decide(new GuardianInput.Started())));
        _node.Failed(Session);
    }

    internal void Hear(KillSwitchState gate)
    {
        _told = gate;
        Decide(new GuardianInput.GateSet(_world.Planted.Gate(gate)));
    }

    internal void Cancel(CancelSession command, bool isTheSwitchs)
    {
        if (isTheSwitchs)
            _switchs.Add(command.Id);
        if (_world.Planted.Joins && _state.Cancels.FirstOrDefault()?.Command.Id is { } running && running != command.Id)
        {
            _joined.Add((command.Id, _state.LastAttempt, running));
            return;
        }

        _cancels.TryAdd(command.Id, _state.LastAttempt);
        Decide(
            new GuardianInput.CancelRequested(command) { IsOfSwitch = isTheSwitchs && _world.Planted.HasRoomOfItsOwn }
        );
    }

    internal void Stop(StopStrategy command) => Decide(new GuardianInput.StrategyStopWanted(command));

    /// <summary>Orders that this guardian was told of for a strategy, and that are open on the exchange's own book.</summary>
    internal int OpenOf(StrategyId strategy) =>
        _acknowledged.Count(order =>
            order.Value == strategy && _world.ExchangeOf(Session).IsOpen(order.Key, _world.Now)
        );

    internal void Order(SubmitPrivateRequest command)
    {
        _strategies[command.Id] = command.Strategy;
        Decide(new GuardianInput.PrivateRequested(command));
    }

    private void Decide(GuardianInput input)
    {
        _world.CountDecision();
        var before = _state;
        var decision = GuardianRules.Decide(_state, input, _node.Moment);
        _state = decision.State;
        SetAlarm(_world.Planted.GuardianAlarm(decision.WakeAt));
        foreach (var effect in decision.Effects)
            CarryOut(effect, before);
        if (input is not GuardianInput.Stopping && _world.IsLookedAt())
            NothingMustBeDueBefore(_wakeAt);
    }

    /// <summary>Woken before its time it has nothing to do: what is due has an alarm.</summary>
    private void NothingMustBeDueBefore(TimeSpan? alarm)
    {
        var at = _world.Between(_world.Now, alarm);
        if (at is not { } early)
            return;
        var decision = GuardianRules.Decide(_state, new GuardianInput.Woke(), _node.MomentAt(early));
        _world.Laws.WokenEarly(
            decision.Effects.Count > 0,
            $"{Session}, alarm at {alarm}, woken at {early}: {string.Join(", ", decision.Effects)}"
        );
    }

    private void SetAlarm(TimeSpan? at)
    {
        _wakeAt = at;
        if (at is { } time)
            _world.At(
                time,
                () =>
                {
                    if (_wakeAt == time && IsHere)
                        Decide(new GuardianInput.Woke());
                }
            );
    }

    private void CarryOut(GuardianEffect effect, GuardianState before)
    {
        switch (effect)
        {
            case GuardianEffect.Send send:
                var command = _state.Open.Find(open => open.Id == send.Request.Attempt)?.For?.Id;
                _world.Laws.Sent(
                    Session,
                    send.Request,
                    _told,
                    command is null ? null : _strategies.GetValueOrDefault(command)
                );
                Carry(send.Request);
                break;
            case GuardianEffect.AnswerCancel answer:
                Answer(answer.Outcome);
                break;
            case GuardianEffect.AnswerGate gate:
                _node.Locally(
                    new SwitchInput.GateKnown(gate.Gate) { Strategies = gate.Strategies, Account = gate.Account }
                );
                break;
            case GuardianEffect.AnswerStop stopped:
                _node.Locally(new SwitchInput.StrategyStopped(stopped.Ended));
                break;
            case GuardianEffect.TellAccount account:
                _node.Locally(new SwitchInput.AccountKnown(account.Account));
                break;
            case GuardianEffect.ReserveNonces reserve:
                Reserve(reserve.UpTo);
                break;
        }
    }

    private void Answer(SessionCancelOutcome outcome)
    {
        // One that comes again under its name gets the same answer, which rests on what left after it came first.
        if (_cancels.TryGetValue(outcome.Command, out var lastBefore))
            _world.Laws.CancelAnswered(outcome, lastBefore);
        Hand(outcome);
        foreach (var joined in _joined.Where(x => x.Of == outcome.Command).ToList())
        {
            _joined.Remove(joined);
            _world.Laws.CancelAnswered(outcome, joined.LastBefore);
        }
    }

    private void Hand(SessionCancelOutcome outcome)
    {
        if (_switchs.Contains(outcome.Command))
            _node.Locally(new SwitchInput.CancelEnded(_world.Planted.Outcome(outcome)));
    }

    private void Reserve(Nonce upTo)
    {
        var (isLost, isThere) = (_world.Happens(), _world.Random.Next(2) == 0);
        _world.In(
            Given.Ms(_world.Random.Next(40)),
            () =>
            {
                if (!isLost || isThere)
                    _world.Store.Reserve(Session, upTo);
                WhileHere(() =>
                    Decide(
                        isLost
                            ? new GuardianInput.NonceReservationFailed(Given.FullStore)
                            : new GuardianInput.NoncesReserved(upTo)
                    )
                );
            }
        );
    }

    /// <summary>What has left arrives, whatever becomes of its sender; what a process that is gone is told, nobody hears.</summary>
    private void Carry(OutboundRequest request)
    {
        if (_world.Happens())
        {
            Reply(_world.Latency(), request, Says.NotSent());
            return;
        }

        var isLost = _world.Happens();
        _world.In(
            _world.Latency(),
            () =>
            {
                var answer = _world.ExchangeOf(Session).Take(request, _world.Now);
                if (!isLost)
                    Reply(_world.Latency(), request, answer);
                else if (_world.Random.Next(2) == 0)
                    Reply(_world.Latency(), request, Says.Unknown());
            }
        );
    }

    private void Reply(TimeSpan after, OutboundRequest request, ExchangeAnswer answer) =>
        _world.In(
            after,
            () =>
                WhileHere(() =>
                {
                    Note(request, answer);
                    Decide(new GuardianInput.AttemptResolved(request.Attempt, answer));
                })
        );

    private void Note(OutboundRequest request, ExchangeAnswer answer)
    {
        if (
            answer is ExchangeAnswer.PrivateAccepted accepted
            && _state.Open.Find(open => open.Id == request.Attempt)?.For?.Id is { } command
        )
            foreach (var order in accepted.Placed)
                _acknowledged[order.Id] = _strategies[command];
    }

    private void WhileHere(Action action)
    {
        if (IsHere)
            action();
    }
}
