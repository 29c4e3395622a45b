namespace RiskEngine.Core.Tests.Simulation;

/// <summary>One session's guardian in one process: the real rules over a wire that may fail.</summary>
internal sealed class DeskGuardian
{
    private const long AttemptsOfALife = 1_000_000;

    private readonly DeskWorld _world;
    private readonly DeskNode _node;
    private readonly DeskWire _wire;
    private readonly int _life;
    private readonly Dictionary<CommandId, AttemptId> _cancels = [];
    private readonly HashSet<CommandId> _switchs = [];
    private readonly Dictionary<AttemptId, TimeSpan> _accountCancels = [];
    private readonly Dictionary<CommandId, StrategyId> _strategies = [];
    private readonly Dictionary<OrderId, StrategyId> _acknowledged = [];
    private GuardianState _state;
    private KillSwitchState _told = OrderGate.Unknown;
    private TimeSpan? _wakeAt;

    internal DeskGuardian(DeskWorld world, DeskNode node, SessionKey session)
    {
        (_world, _node, Session, _life) = (world, node, session, world.NextLife());
        _wire = new DeskWire(world, session, (request, answer) => WhileHere(() => Resolved(request, answer)));
        _state = GuardianState
            .Initial(
                session,
                world.Plan.GuardianOf(session),
                new NonceSequence(
                    world.Plan.NonceMode,
                    Given.LeadFor(world.Plan.NonceMode),
                    world.Planted.Mark(world.Store.MarkOf(session))
                ),
                ExchangeClock.StartingFrom(node.Moment),
                (ulong)world.Random.Next(),
                new AttemptId(_life * AttemptsOfALife)
            )
            .AfterReadingOrders(new OrderLedgerReading.Known([], OrderLedgerStanding.InUse), node.Moment);
        Laws.CameUp(session, node.Moment);
        var mark = _state.FirstReservation(node.Moment);
        world.Store.Reserve(session, mark);
        _state = _state.AfterReservation(mark);
    }

    internal SessionKey Session { get; }

    /// <summary>When the exchange last told its time; null: it has not yet.</summary>
    internal TimeSpan? HeardAt { get; private set; }

    private DeskLaws Laws => _world.Laws;

    private bool IsHere => _node.IsUp && _node.GuardianOf(Session) == this;

    internal void Start()
    {
        _node.Decide(new SwitchInput.GuardianUp(Session));
        Decide(new GuardianInput.Started());
    }

    /// <summary>Ends in order: whoever waits is answered.</summary>
    internal void HandOver()
    {
        Decide(new GuardianInput.Stopping(ComesBack: false));
        Laws.Answers.Ended(_life);
        Laws.LadderGone(_life);
    }

    /// <summary>Its process was killed.</summary>
    internal void Kill()
    {
        Laws.Answers.Killed(_life);
        Laws.LadderGone(_life);
    }

    /// <summary>A defect, or a sender that fails too often: everyone is answered, and the next incarnation knows what this one knew.</summary>
    internal void Fail(GuardianInput how)
    {
        Decide(how);
        Laws.Answers.Ended(_life);
        _accountCancels.Clear();
        (_state, _told) = (_state.AfterRestart(), OrderGate.Unknown);
        _node.Decide(new SwitchInput.GuardianUp(Session));
        _world.In(Given.Ms(_world.Random.Next(1_000)), () => WhileHere(() => Decide(new GuardianInput.Started())));
        _node.Failed(Session);
    }

    internal void Hear(KillSwitchState gate)
    {
        _told = gate;
        Decide(new GuardianInput.GateSet(gate));
    }

    internal void Cancel(CancelSession command, bool isTheSwitchs = false)
    {
        if (isTheSwitchs)
            _switchs.Add(command.Id);
        Laws.Answers.Asked(
            _life,
            command.Id,
            _world.Now.Plus(command.Deadline ?? _world.Plan.Guardian.DefaultDeadline)
        );
        _cancels.TryAdd(command.Id, _state.LastAttempt);
        var before = _state.Cancels;
        var isFull = before.Count(x => !x.IsEngines) >= _world.Plan.Guardian.MaxPendingCancels;
        var isPersonsOwn =
            command.RequestedBy is RequestedBy.Person && !before.Any(x => x.Command.RequestedBy is RequestedBy.Person);
        var effects = Decide(new GuardianInput.CancelRequested(command) { IsOfSwitch = isTheSwitchs });
        if (isFull && (isTheSwitchs || isPersonsOwn))
            Laws.Book.Holds(
                DeskLaw.NoStopIsRefusedForWantOfRoom,
                !effects.Any(x =>
                    x
                        is GuardianEffect.AnswerCancel
                        {
                            Outcome: SessionCancelDenied { Reason: SessionCancelDeniedReason.TooManyPending }
                        }
                ),
                $"{Session}: {command} found no room beside {before.Length} others"
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
        var limits = _world.Plan.Guardian;
        Laws.Answers.Asked(_life, command.Id, _world.Now + limits.MaxQueueWait + limits.AttemptTimeout);
        Decide(new GuardianInput.PrivateRequested(command));
    }

    internal void Lease(LeaseNonce command)
    {
        Laws.Answers.Asked(_life, command.Id, _world.Now);
        foreach (var effect in Decide(new GuardianInput.NonceRequested(command)))
            if (effect is GuardianEffect.AnswerLease { Outcome: NonceLeased leased })
            {
                Laws.Leased(leased, command.Strategy, _told);
                _world.UseLeased(leased);
            }
    }

    /// <summary>Something else that happens to it, and that no law is about but that it does not throw.</summary>
    internal IReadOnlyList<GuardianEffect> Decide(GuardianInput input)
    {
        _world.CountDecision();
        var before = _state;
        GuardianDecision decision;
        try
        {
            decision = _world.Planted.Guardian(_state, input, _node.Moment);
        }
        catch (Exception thrown)
        {
            throw new DeskLawBroken(DeskLaw.NoInputThrows, $"{Session}: {input} threw {thrown}");
        }

        Laws.Book.Holds(DeskLaw.NoInputThrows, true, $"{input}");
        _state = decision.State;
        SetAlarm(decision.WakeAt);
        foreach (var effect in decision.Effects)
            CarryOut(effect);
        if (input is not (GuardianInput.Stopping or GuardianInput.SenderLost) && _world.IsLookedAt())
            NothingMustBeDueBefore(_wakeAt);
        return decision.Effects;
    }

    /// <summary>Woken before its time it has nothing to do: what is due has an alarm.</summary>
    private void NothingMustBeDueBefore(TimeSpan? alarm)
    {
        var at = _world.Between(_world.Now, alarm);
        if (at is not { } early)
            return;
        var decision = _world.Planted.Guardian(_state, new GuardianInput.Woke(), _node.MomentAt(early));
        Laws.Book.Holds(
            DeskLaw.NothingIsDueWithoutAnAlarm,
            decision.Effects.Count == 0,
            $"{Session}, alarm at {alarm}, woken at {early}: {decision.Effects.ToValueList()}"
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
                    if (_wakeAt != time || !IsHere)
                        return;
                    _wakeAt = null;
                    Decide(new GuardianInput.Woke());
                }
            );
    }

    private void CarryOut(GuardianEffect effect)
    {
        switch (effect)
        {
            case GuardianEffect.Send send:
                Send(send.Request);
                break;
            case GuardianEffect.AnswerCancel answer:
                Answer(answer);
                break;
            case GuardianEffect.AnswerPrivate answer:
                Laws.Answers.Answered(_life, answer.Outcome.Command, answer.Outcome, _world.Now);
                Laws.OrderAnswered(answer.Outcome);
                break;
            case GuardianEffect.AnswerLease answer:
                Laws.Answers.Answered(_life, answer.Outcome.Command, answer.Outcome, _world.Now);
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
                Write(
                    () => _world.Store.Reserve(Session, reserve.UpTo),
                    new GuardianInput.NoncesReserved(reserve.UpTo),
                    new GuardianInput.NonceReservationFailed(Given.FullStore)
                );
                break;
            case GuardianEffect.KeepOrders:
                // No ledger is handed over; that one is, is the matter of other worlds.
                Write(() => { }, new GuardianInput.OrdersKept(), new GuardianInput.OrdersNotKept(Given.FullStore));
                break;
            case GuardianEffect.WantAccountCancel want:
                _node.ToGuardian(
                    want.By,
                    new GuardianInput.AccountCancelWanted(want.For, want.Command),
                    ifNone: () => Decide(new GuardianInput.AccountCancelReported(want.Command, false))
                );
                break;
            case GuardianEffect.ReportAccountCancel report:
                _node.ToGuardian(
                    report.For,
                    new GuardianInput.AccountCancelReported(report.Command, report.IsAccepted)
                );
                break;
            case GuardianEffect.TellAccountCancel tell:
                foreach (var other in _world.Plan.Sessions.Where(x => x != Session))
                    _node.ToGuardian(other, new GuardianInput.AccountCancelHeard(tell.News));
                break;
            case GuardianEffect.Publish { Event: AccountCancelEnded ended }:
                Laws.Climbed(
                    ended,
                    ended.Session == Session && _cancels.TryGetValue(ended.Command, out var last) ? last : null
                );
                break;
            case GuardianEffect.Publish { Event: TripSignal.ClockSkewed skewed }:
                _node.Signal(skewed);
                break;
            case GuardianEffect.Publish { Event: StrategyLost lost }:
                _node.Signal(new TripSignal.StrategyLost(lost.Strategy));
                break;
        }
    }

    private void Send(OutboundRequest request)
    {
        var order = _state.Open.Find(open => open.Id == request.Attempt)?.For;
        Laws.Sent(Session, request, _told, order);
        if (order is not null)
            foreach (var (cancel, leftAt) in _accountCancels)
                Laws.Book.Holds(
                    DeskLaw.NoOrderOvertakesAnAccountCancel,
                    leftAt + _world.Plan.Guardian.AttemptTimeout <= _world.Now,
                    $"{Session}: order {request.Attempt} left while account-wide cancel {cancel} of {leftAt} was out",
                    counts: false
                );
        if (request.Request is ExchangeRequest.CancelAccountOrders)
        {
            _accountCancels.Add(request.Attempt, _world.Now);
            // The moments after it are those in which an order could overtake it.
            _world.In(Given.Ms(_world.Random.Next(100)), () => WhileHere(() => _world.AskOrder(this)));
        }

        _wire.Carry(request);
    }

    private void Resolved(OutboundRequest request, ExchangeAnswer answer)
    {
        if (answer.ServerTime is not null && answer is not ExchangeAnswer.Unknown)
            HeardAt = _world.Now;
        // None has left since it did that would make the exchange refuse it: each order was held against those that were out.
        if (_accountCancels.Remove(request.Attempt))
            Laws.Book.Holds(DeskLaw.NoOrderOvertakesAnAccountCancel, true, $"{request}");
        if (
            answer is ExchangeAnswer.PrivateAccepted accepted
            && _state.Open.Find(open => open.Id == request.Attempt)?.For?.Id is { } command
        )
            foreach (var order in accepted.Placed)
                _acknowledged[order.Id] = _strategies[command];
        Decide(new GuardianInput.AttemptResolved(request.Attempt, answer));
    }

    private void Answer(GuardianEffect.AnswerCancel answer)
    {
        var outcome = answer.Outcome;
        Laws.Answers.Answered(_life, outcome.Command, outcome, _world.Now);
        // One that comes again under its name gets the same answer, which rests on what left after it came first.
        if (_cancels.TryGetValue(outcome.Command, out var lastBefore))
            Laws.CancelAnswered(outcome, lastBefore);
        if (answer.IsRepeated)
        {
            Hand(outcome);
            return;
        }

        _node.Signal(new TripSignal.CancelEnded(outcome));
        if (
            _world.Plan.Guardian.EscalatesToAccount
            && outcome is SessionCancelUnconfirmed or SessionCancelPartial or SessionCancelRejected
        )
            Laws.Unproven(_life, outcome, _world.Now);
        Hand(outcome);
    }

    private void Hand(SessionCancelOutcome outcome)
    {
        if (_switchs.Contains(outcome.Command))
            _node.Locally(new SwitchInput.CancelEnded(outcome));
    }

    /// <summary>A write of the session's own: done, refused, half done, or never answered.</summary>
    private void Write(Action write, GuardianInput kept, GuardianInput failed)
    {
        var (isLost, isThere) = (_world.Happens(), _world.Random.Next(2) == 0);
        var isAnswered = !(isLost && _world.Plan.StoreHangs && _world.Random.Next(2) == 0);
        _world.In(
            Given.Ms(_world.Random.Next(40)),
            () =>
            {
                if (!isLost || isThere)
                    write();
                if (isAnswered)
                    WhileHere(() => Decide(isLost ? failed : kept));
            }
        );
    }

    private void WhileHere(Action action)
    {
        if (IsHere)
            action();
    }
}
