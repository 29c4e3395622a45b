namespace RiskEngine.Core.Tests.Simulation;

/// <summary>
/// One seeded history: guardians of one session, each in a process of its own, that crash, stop in order, fail and come up
/// again over one store and one exchange that does what venues have been seen to do.
/// </summary>
internal sealed class RestartWorld
{
    private const int AttemptsOfAProcess = 1_000_000;
    private const int MostDecisions = 50_000;

    private readonly Random _random;
    private readonly WorldPlan _plan;
    private readonly PlantedFault _planted;
    private readonly ModelExchange _exchange;
    private readonly StoredOrders _store = new();
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _events = new();
    private readonly List<Engagement> _engaged = [];
    private readonly TimeSpan _end;
    private int _order;
    private int _process;
    private int _decisions;
    private TimeSpan _now;
    private TimeSpan? _wakeAt;

    /// <summary>What the guardian knows; null: no process is up.</summary>
    private GuardianState? _state;

    internal RestartWorld(int seed, PlantedFault planted)
    {
        _random = new Random(seed);
        _planted = planted;
        _plan = RestartPlan.Of(seed, _random);
        _exchange = new ModelExchange(_plan, _random);
        Law = new RestartLaw(_plan, _exchange, _store);
        _end = Given.Sec(_plan.IsTimeBased ? 100 : 40);
    }

    internal RestartLaw Law { get; }

    private Moment Moment => new(Given.Noon + _now, _now);

    internal void Run()
    {
        ComeUp();
        AskAtRandom();
        while (Next() is { } next)
            next();
    }

    private void AskAtRandom()
    {
        Often(5, 25, AskOrder);
        Often(2, 6, AskCancel);
        Often(0, 3, Kill);
        Often(0, 2, Stop);
        Often(0, 2, LoseSender);
        Often(0, 2, Halt);

        void Often(int least, int most, Action action)
        {
            for (var i = _random.Next(least, most + 1); i > 0; i--)
                At(_random.NextDouble() * Given.Sec(20), action);
        }
    }

    private Action? Next()
    {
        if (_events.TryPeek(out _, out var due) && due.At <= _end && !(_wakeAt < due.At))
        {
            var next = _events.Dequeue();
            _now = due.At;
            return next;
        }

        if (_wakeAt is not { } alarm || alarm > _end)
            return null;
        _now = alarm;
        return () => Decide(new GuardianInput.Woke());
    }

    private void At(TimeSpan time, Action action) => _events.Enqueue(action, (time, _order++));

    /// <summary>Later, unless the process has gone by then.</summary>
    private void InThisProcess(TimeSpan after, Action action)
    {
        var process = _process;
        At(
            _now + after,
            () =>
            {
                if (_state is not null && _process == process)
                    action();
            }
        );
    }

    private void ComeUp()
    {
        if (_state is not null)
            return;
        _process++;
        var state = GuardianState.Initial(
            Given.Session,
            _planted.Limits(_plan.Limits),
            new NonceSequence(_plan.NonceMode, Given.LeadFor(_plan.NonceMode), _store.Mark),
            ExchangeClock.StartingFrom(Moment),
            (ulong)_random.Next(),
            new AttemptId((long)_process * AttemptsOfAProcess),
            KillSwitchState.Of(_engaged)
        );
        var isRead = !Happens();
        if (!isRead)
            Law.NotRead(_process);
        state = state.AfterReadingOrders(isRead ? _planted.Reading(_store.Read()) : null, Moment);
        var mark = state.FirstReservation(Moment);
        _store.Reserve(mark);
        _state = state.AfterReservation(mark);
        Decide(new GuardianInput.Started());
        // That is when a desk wants to know.
        if (_process > 1 && _random.Next(3) > 0)
            InThisProcess(Given.Ms(_random.Next(100)), AskCancel);
    }

    /// <summary>The process ends without a word; what it had asked of the store may be there or not.</summary>
    private void Kill()
    {
        if (_state is null)
            return;
        Law.Killed(_process, _now);
        GoDown();
    }

    /// <summary>The process ends in order, and waits for its last write.</summary>
    private void Stop()
    {
        if (_state is null)
            return;
        Decide(new GuardianInput.Stopping(ComesBack: false));
        GoDown();
    }

    private void GoDown()
    {
        _state = null;
        _wakeAt = null;
        At(_now + Given.Ms(_random.Next(_random.Next(3) > 0 ? 50 : 4_000)), ComeUp);
    }

    private void LoseSender()
    {
        if (_state is null)
            return;
        Decide(new GuardianInput.SenderLost());
        _state = _planted.Restart(_state!.AfterRestart());
        TellSwitch();
        InThisProcess(Given.Ms(_random.Next(2_000)), () => Decide(new GuardianInput.Started()));
    }

    private void AskOrder()
    {
        var id = $"o{_order++}";
        if (_state is null)
            return;
        var isHidden = _plan.HasHiddenKind && _random.Next(2) == 0;
        Decide(
            new GuardianInput.PrivateRequested(
                isHidden ? Given.HiddenOrder(id) : Given.NamedOrder(id, $"{ModelExchange.Prefix}{id}")
            )
        );
    }

    private void AskCancel()
    {
        if (_state is not null)
            Decide(
                new GuardianInput.CancelRequested(
                    Given.Cancel($"c{_order++}", Given.Ms(_random.Next(500, _plan.IsTimeBased ? 60_000 : 15_000)))
                )
            );
    }

    private void Halt()
    {
        var engagement = Given.Engagement(++_order);
        _engaged.Add(engagement);
        TellSwitch();
        At(
            _now + Given.Ms(_random.Next(2_000)),
            () =>
            {
                _engaged.Remove(engagement);
                TellSwitch();
            }
        );
    }

    private void TellSwitch()
    {
        if (_state is not null)
            Decide(new GuardianInput.GateSet(KillSwitchState.Of(_engaged)));
    }

    private void Decide(GuardianInput input)
    {
        if (++_decisions > MostDecisions)
            throw new ShouldAssertException("The guardian spins.");
        var decision = GuardianRules.Decide(_state!, input, Moment);
        (_state, _wakeAt) = (_planted.State(decision.State), decision.WakeAt);
        foreach (var effect in decision.Effects)
            switch (effect)
            {
                case GuardianEffect.Send send:
                    Carry(send.Request);
                    break;
                case GuardianEffect.AnswerCancel answer:
                    Law.Answered(answer.Outcome, _process, _now);
                    break;
                case GuardianEffect.ReserveNonces reserve:
                    Write(
                        () => _store.Reserve(reserve.UpTo),
                        new GuardianInput.NoncesReserved(reserve.UpTo),
                        new GuardianInput.NonceReservationFailed(Given.FullStore)
                    );
                    break;
                case GuardianEffect.KeepOrders keep:
                    Keep(keep.Change, isLast: input is GuardianInput.Stopping);
                    break;
            }
    }

    private void Keep(OrderLedgerChange change, bool isLast)
    {
        if (isLast)
            _store.Keep(_planted.Change(change));
        else
            Write(
                () => _store.Keep(_planted.Change(change)),
                new GuardianInput.OrdersKept(),
                new GuardianInput.OrdersNotKept(Given.FullStore)
            );
    }

    /// <summary>A write is there at some time; one whose process was killed before may be there or not.</summary>
    private void Write(Action write, GuardianInput kept, GuardianInput failed)
    {
        var (isLost, isHalfDone) = (Happens(), _random.Next(2) == 0);
        var after = _random.NextDouble() * StoredOrders.SlowestWrite;
        var process = _process;
        At(
            _now + after,
            () =>
            {
                var isThere = _state is not null && _process == process;
                if (isThere ? !isLost || isHalfDone : isHalfDone && _state is null)
                    write();
                if (isThere)
                    Decide(isLost ? failed : kept);
            }
        );
    }

    /// <summary>The wire, as in <see cref="World"/>; what has left arrives, whatever becomes of its sender.</summary>
    private void Carry(OutboundRequest request)
    {
        var (there, back) = (Latency(), Latency());
        if (Happens())
        {
            Reply(there, request, Says.NotSent());
            return;
        }

        var (leftAt, isLost) = (_now, Happens());
        var process = _process;
        At(
            _now + there,
            () =>
            {
                var answer = _exchange.Take(request, _now);
                if (answer is ExchangeAnswer.PrivateAccepted)
                    Law.Landed(leftAt, _now);
                if (_process == process && !isLost)
                    Reply(back, request, answer);
                else if (_process == process && _random.Next(2) == 0)
                    Reply(back, request, Says.Unknown());
            }
        );
    }

    private void Reply(TimeSpan after, OutboundRequest request, ExchangeAnswer answer) =>
        InThisProcess(
            after,
            () =>
            {
                if (answer is ExchangeAnswer.PrivateAccepted accepted)
                    Law.Acknowledged(accepted, _process, _now);
                if (_planted.Answer(_state!, request, answer) is { } heard)
                    Decide(new GuardianInput.AttemptResolved(request.Attempt, heard));
                if (answer is ExchangeAnswer.PrivateAccepted)
                    WhatMayFollowAnOrder();
            }
        );

    /// <summary>The moments after an acknowledgment are those in which most can go wrong.</summary>
    private void WhatMayFollowAnOrder()
    {
        if (_random.Next(4) == 0)
            InThisProcess(Given.Ms(_random.Next(70)), Kill);
        if (_random.Next(6) == 0)
            InThisProcess(Given.Ms(_random.Next(80)), AskCancel);
    }

    private bool Happens() => _random.NextDouble() < _plan.Fault;

    /// <summary>On a time-based key what was long on its way may still land.</summary>
    private TimeSpan Latency() =>
        Given.Ms(Happens() ? _random.Next(1, _plan.IsTimeBased ? 15_000 : 5_000) : _random.Next(1, 60));
}
