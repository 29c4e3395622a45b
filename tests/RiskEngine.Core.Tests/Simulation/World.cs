namespace RiskEngine.Core.Tests.Simulation;

/// <summary>One seeded run: a guardian, a bad wire, a model exchange and people who ask, all on one virtual clock.</summary>
internal sealed class World
{
    private const int MostDecisions = 20_000;
    private static readonly TimeSpan Asking = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan End = TimeSpan.FromSeconds(30);

    private readonly Random _random;
    private readonly WorldPlan _plan;
    private readonly ModelExchange _exchange;
    private readonly PromiseBook _promises;
    private readonly GuardianInvariants _invariants;
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _events = new();
    private int _order;
    private int _epoch;
    private decimal _mark;
    private int _leases;
    private readonly List<Engagement> _engaged = [];
    private TimeSpan _now;
    private TimeSpan _wallStep;
    private TimeSpan? _wakeAt;
    private GuardianState _state;

    internal World(int seed)
    {
        _random = new Random(seed);
        _plan = WorldPlan.Of(_random);
        _exchange = new ModelExchange(_plan, _random);
        _promises = new PromiseBook(_plan, _exchange);
        // Put right by more than the window, a time-based key's clock takes its nonces back with it.
        _invariants = new GuardianInvariants
        {
            NoncesMustRise = !_plan.IsTimeBased || _plan.Skew.Duration() < Given.Sec(5),
        };
        _state = GuardianState.Initial(
            Given.Session,
            _plan.Limits,
            new NonceSequence(_plan.NonceMode, Given.LeadFor(_plan.NonceMode), null),
            ExchangeClock.StartingFrom(Moment),
            (ulong)seed,
            known: KillSwitchState.Of(_engaged)
        );
    }

    internal int Decisions { get; private set; }

    /// <summary>How often each kind of answer was given.</summary>
    internal IReadOnlyDictionary<string, int> Tally => _promises.Tally;

    private Moment Moment => new(Given.Noon + _now + _wallStep, _now);

    internal void Run()
    {
        for (var i = _random.Next(5); i > 0; i--)
            _exchange.PlaceOurs(_now - Given.Sec(1));
        Decide(new GuardianInput.Started());
        AskAtRandom();
        while (Next() is { } next)
            next();
        Decide(new GuardianInput.Stopping(ComesBack: false));
        _wakeAt.ShouldBeNull();
        while (_events.TryDequeue(out var late, out var due))
        {
            _now = due.At;
            late();
        }

        _promises.NobodyWaits();
    }

    private void AskAtRandom()
    {
        for (var i = _random.Next(1, 25); i > 0; i--)
            At(RandomTime(), AskCancel);
        for (var i = _random.Next(25); i > 0; i--)
            At(RandomTime(), AskRequest);
        for (var i = _random.Next(3); i > 0; i--)
            At(RandomTime(), () => _wallStep += Given.Sec(_random.Next(-10_000, 10_000)));
        if (_random.Next(5) == 0)
            At(RandomTime(), LoseSender);
        for (var i = _random.Next(3); i > 0; i--)
            At(RandomTime(), Halt);
        for (var i = _random.Next(6); i > 0; i--)
            At(RandomTime(), AskLease);

        TimeSpan RandomTime() => Given.Ms(_random.Next((int)Asking.TotalMilliseconds));
    }

    private Action? Next()
    {
        if (_events.TryPeek(out _, out var due) && due.At <= End && !(_wakeAt < due.At))
        {
            var next = _events.Dequeue();
            _now = due.At;
            return next;
        }

        if (_wakeAt is not { } alarm || alarm > End)
            return null;
        _now = alarm;
        return () => Decide(new GuardianInput.Woke());
    }

    private void At(TimeSpan time, Action action) => _events.Enqueue(action, (time, _order++));

    private void AskCancel()
    {
        TimeSpan? deadline = _random.Next(3) == 0 ? null : Given.Ms(_random.Next(20, 12_000));
        if (_random.Next(50) == 0)
            deadline = _plan.Limits.LongestDeadline * 2;
        var command = Given.Cancel($"c{_random.Next(30)}", deadline);
        _promises.CancelAsked(command, _state.LastAttempt, _now);
        Decide(new GuardianInput.CancelRequested(command));
    }

    private void AskRequest()
    {
        var command = Given.Order($"o{_order++}");
        _promises.RequestAsked(command);
        Decide(new GuardianInput.PrivateRequested(command));
    }

    private void Halt()
    {
        var epoch = ++_epoch;
        var engagement = Given.Engagement(epoch);
        _engaged.Add(engagement);
        TellSwitch();
        At(
            _now + Given.Ms(_random.Next(2000)),
            () =>
            {
                _engaged.Remove(engagement);
                TellSwitch();
            }
        );
    }

    private void TellSwitch() => Decide(new GuardianInput.GateSet(KillSwitchState.Of(_engaged)));

    private void AskLease()
    {
        var command = new LeaseNonce(Given.Session, new CommandId($"l{_order++}"), new StrategyId("own-sender"));
        Decide(new GuardianInput.NonceRequested(command));
    }

    /// <summary>A system of its own sends an order with a nonce that it was given.</summary>
    private void Use(Nonce leased)
    {
        var leftAt = _now;
        var order = new ExchangeRequest.SendPrivate(new PrivateEndpoint("/v1/order/new"), RequestFields.None);
        var request = new OutboundRequest(new AttemptId(-++_leases), leased, Lane.Order, order);
        At(
            _now + Latency(),
            () =>
            {
                if (_exchange.Take(request, _now) is ExchangeAnswer.PrivateAccepted)
                    _promises.OrderLanded(leftAt, _now);
            }
        );
    }

    /// <summary>A store that is slow, and fails as often as the wire does.</summary>
    private void Reserve(Nonce upTo) =>
        At(
            _now + Given.Ms(_random.Next(0, 40)),
            () =>
            {
                if (Happens())
                {
                    Decide(new GuardianInput.NonceReservationFailed(Given.FullStore));
                    return;
                }

                _mark = Math.Max(_mark, upTo.Value);
                Decide(new GuardianInput.NoncesReserved(upTo));
            }
        );

    private void LoseSender()
    {
        Decide(new GuardianInput.SenderLost());
        _wakeAt.ShouldBeNull();
        _state = _state.AfterRestart();
        Decide(new GuardianInput.Started());
        At(_now + Given.Ms(_random.Next(20)), TellSwitch);
    }

    private void Decide(GuardianInput input)
    {
        if (++Decisions > MostDecisions)
            throw new ShouldAssertException("The guardian spins.");
        var decision = GuardianRules.Decide(_state, input, Moment);
        _invariants.Check(decision, Moment);
        (_state, _wakeAt) = (decision.State, decision.WakeAt);
        foreach (var effect in decision.Effects)
            switch (effect)
            {
                case GuardianEffect.Send send:
                    if (send.Request.Request is ExchangeRequest.SendPrivate && _plan.Limits.NonceBlock > TimeSpan.Zero)
                        send.Request.Nonce.Value.ShouldBeLessThanOrEqualTo(_mark, "I3: an order's nonce is reserved.");
                    _promises.Sent(send.Request, _state, _now);
                    Carry(send.Request);
                    break;
                case GuardianEffect.AnswerCancel answer:
                    _promises.CancelAnswered(answer.Outcome, _now);
                    break;
                case GuardianEffect.ReserveNonces reserve:
                    Reserve(reserve.UpTo);
                    break;
                case GuardianEffect.Escalate escalate:
                    escalate.Event.Cause.ShouldNotBe(EscalationCause.KeyShared, "Nobody else sends with the key.");
                    break;
                case GuardianEffect.AnswerLease { Outcome: NonceLeased leased }:
                    Use(leased.Nonce);
                    break;
                case GuardianEffect.AnswerPrivate answer:
                    _promises.RequestAnswered(answer.Outcome);
                    break;
            }
        _promises.NobodyWaitsTooLong(_now);
    }

    /// <summary>The wire: it delivers late, not at all, or loses the answer, and says so truly, falsely or never.</summary>
    private void Carry(OutboundRequest request)
    {
        var there = Latency();
        if (Happens())
            Reply(there, request, Says.NotSent());
        else if (Happens())
            Reply(there, request, Says.TooMany(_random.Next(2) == 0 ? null : Given.Ms(_random.Next(3000))));
        else if (Happens())
            Reply(there, request, Says.Unknown(UnknownReason.ExchangeFailed));
        else if (Happens())
            return;
        else
            Deliver(request, there, Latency());
    }

    private void Deliver(OutboundRequest request, TimeSpan there, TimeSpan back)
    {
        var isLost = Happens();
        var failsEarly = Happens();
        if (failsEarly)
            Reply(there / 2, request, Says.Unknown(UnknownReason.SenderFailed));
        var leftAt = _now;
        At(
            _now + there,
            () =>
            {
                var answer = _exchange.Take(request, _now);
                if (answer is ExchangeAnswer.PrivateAccepted)
                    _promises.OrderLanded(leftAt, _now);
                if (!isLost)
                    Reply(back, request, answer);
                else if (_random.Next(2) == 0)
                    Reply(back, request, Says.Unknown());
            }
        );
    }

    private void Reply(TimeSpan after, OutboundRequest request, ExchangeAnswer answer) =>
        At(
            _now + after,
            () =>
            {
                _promises.Acknowledged(answer);
                Decide(new GuardianInput.AttemptResolved(request.Attempt, answer));
            }
        );

    private bool Happens() => _random.NextDouble() < _plan.Fault;

    private TimeSpan Latency() => Given.Ms(Happens() ? _random.Next(1, 5000) : _random.Next(1, 60));
}
