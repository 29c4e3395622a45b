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
    private readonly HeardLaw _heard;
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _events = new();
    private readonly List<Engagement> _engaged = [];
    private readonly TimeSpan _end;
    private int _order;
    private int _processes;
    private int _decisions;
    private TimeSpan _now;

    /// <summary>The process that runs the session; null: none is up.</summary>
    private Process? _up;

    /// <summary>A process that goes on although another has taken over: only where that is planted.</summary>
    private Process? _fenced;

    /// <summary>Whose turn it is.</summary>
    private Process? _here;

    internal RestartWorld(int seed, PlantedFault planted)
    {
        _random = new Random(seed);
        _planted = planted;
        _plan = RestartPlan.Of(seed, _random);
        _exchange = new ModelExchange(_plan, _random);
        Law = new RestartLaw(_plan, _exchange, _store);
        _heard = new HeardLaw(_plan, _exchange);
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
        var alarmed = new[] { _up, _fenced }
            .OfType<Process>()
            .Where(process => process is { IsUp: true, WakeAt: not null })
            .MinBy(process => process.WakeAt);
        if (_events.TryPeek(out _, out var due) && due.At <= _end && !(alarmed?.WakeAt < due.At))
        {
            var next = _events.Dequeue();
            _now = due.At;
            _here = _up;
            return next;
        }

        if (alarmed is not { WakeAt: { } alarm } || alarm > _end)
            return null;
        _now = alarm;
        return () => As(alarmed, () => Decide(new GuardianInput.Woke()));
    }

    private void As(Process process, Action action)
    {
        var before = _here;
        _here = process;
        action();
        _here = before;
    }

    private void At(TimeSpan time, Action action) => _events.Enqueue(action, (time, _order++));

    /// <summary>Later, unless the process has gone by then.</summary>
    private void InThisProcess(TimeSpan after, Action action)
    {
        var process = _here!;
        At(
            _now + after,
            () =>
            {
                if (process.IsUp)
                    As(process, action);
            }
        );
    }

    private void ComeUp()
    {
        if (_up is not null)
            return;
        _processes++;
        var state = GuardianState.Initial(
            Given.Session,
            _planted.Limits(_plan.Limits),
            new NonceSequence(_plan.NonceMode, Given.LeadFor(_plan.NonceMode), _store.Mark),
            ExchangeClock.StartingFrom(Moment),
            (ulong)_random.Next(),
            new AttemptId((long)_processes * AttemptsOfAProcess),
            KillSwitchState.Of(_engaged)
        );
        var isRead = !StoreFails();
        if (!isRead)
            Law.NotRead(_processes);
        state = state.AfterReadingOrders(isRead ? _planted.Reading(_store.Read()) : null, Moment);
        var mark = state.FirstReservation(Moment);
        _store.Reserve(mark);
        _up = _here = new Process(_processes) { State = state.AfterReservation(mark) };
        _heard.ComesUp(_now);
        Decide(new GuardianInput.Started());
        // That is when a desk wants to know.
        if (_processes > 1 && _random.Next(3) > 0)
            InThisProcess(Given.Ms(_random.Next(100)), AskCancel);
    }

    /// <summary>The process ends without a word; what it had asked of the store may be there or not.</summary>
    private void Kill()
    {
        if (_here is null || _here != _up)
            return;
        Law.Killed(_up.Number, _now);
        if (_planted.FencedLivesOn)
            LiveOn(_up);
        else
            _up.IsUp = false;
        GoDown();
    }

    /// <summary>It does not know, or does not care, that another process takes over: it goes on for a while.</summary>
    private void LiveOn(Process process)
    {
        if (_fenced is not null)
            _fenced.IsUp = false;
        _fenced = process;
        InThisProcess(Given.Sec(5), () => process.IsUp = false);
        for (var i = 0; i < 4; i++)
            InThisProcess(_random.NextDouble() * Given.Sec(4), AskOrder);
    }

    /// <summary>The process ends in order, and waits for its last write.</summary>
    private void Stop()
    {
        if (_up is null)
            return;
        Decide(new GuardianInput.Stopping(ComesBack: false));
        _up.IsUp = false;
        GoDown();
    }

    private void GoDown()
    {
        _up = null;
        At(_now + Given.Ms(_random.Next(_random.Next(3) > 0 ? 50 : 4_000)), ComeUp);
    }

    private void LoseSender()
    {
        if (_up is null)
            return;
        _heard.LosesSender(_now);
        Decide(new GuardianInput.SenderLost());
        _up.State = _planted.Restart(_up.State.AfterRestart());
        TellSwitch();
        InThisProcess(Given.Ms(_random.Next(2_000)), () => Decide(new GuardianInput.Started()));
    }

    private void AskOrder()
    {
        var id = $"o{_order++}";
        if (_here is null)
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
        if (_here is not null && _here == _up)
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
        if (_up is not null)
            Decide(new GuardianInput.GateSet(KillSwitchState.Of(_engaged)));
    }

    private void Decide(GuardianInput input)
    {
        if (++_decisions > MostDecisions)
            throw new ShouldAssertException("The guardian spins.");
        var process = _here!;
        var decision = GuardianRules.Decide(process.State, input, Moment);
        (process.State, process.WakeAt) = (_planted.State(decision.State), decision.WakeAt);
        foreach (var effect in decision.Effects)
            switch (effect)
            {
                case GuardianEffect.Send send:
                    Carry(send.Request);
                    break;
                case GuardianEffect.AnswerCancel answer:
                    Law.Answered(answer.Outcome, process.Number, _now);
                    if (process == _up)
                        _heard.Answered(answer.Outcome, _now);
                    break;
                case GuardianEffect.Publish { Event: LateOrder late }:
                    _heard.Told(late.Order);
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
        var (isLost, isHalfDone) = (StoreFails(), _random.Next(2) == 0);
        var after = _random.NextDouble() * StoredOrders.SlowestWrite;
        var process = _here!;
        At(
            _now + after,
            () =>
            {
                if (process.IsUp ? !isLost || isHalfDone : isHalfDone && _up is null)
                    write();
                if (process.IsUp)
                    As(process, () => Decide(isLost ? failed : kept));
            }
        );
    }

    /// <summary>The wire, as in <see cref="World"/>; what has left arrives, whatever becomes of its sender.</summary>
    private void Carry(OutboundRequest request)
    {
        var (there, back) = (Latency(), Latency());
        if (request.Request is ExchangeRequest.SendPrivate && _random.NextDouble() < _plan.Venue!.AcknowledgesLate)
        {
            back += Given.Ms(_random.Next(2_000, 6_000));
            if (_random.Next(3) == 0)
                InThisProcess(Given.Ms(_random.Next(80)), AskCancel);
        }

        if (Happens())
        {
            Reply(there, request, _now, Says.NotSent());
            return;
        }

        var (leftAt, isLost) = (_now, Happens());
        var process = _here!;
        At(
            _now + there,
            () =>
            {
                var answer = _exchange.Take(request, _now);
                if (answer is ExchangeAnswer.PrivateAccepted)
                    Law.Landed(leftAt, _now);
                if (process.IsUp && !isLost)
                    As(process, () => Reply(back, request, leftAt, answer));
                else if (process.IsUp && _random.Next(2) == 0)
                    As(process, () => Reply(back, request, leftAt, Says.Unknown()));
            }
        );
    }

    private void Reply(TimeSpan after, OutboundRequest request, TimeSpan leftAt, ExchangeAnswer answer) =>
        InThisProcess(
            after,
            () =>
            {
                var process = _here!;
                if (answer is ExchangeAnswer.PrivateAccepted accepted)
                    Law.Acknowledged(accepted, process.Number, _now);
                var isPending = !process.State.Cancels.IsEmpty;
                process.State = _planted.Before(process.State, request, answer);
                if (process == _up)
                    _heard.Heard(request, leftAt, answer, _now);
                if (_planted.Answer(process.State, request, answer) is { } heard)
                    Decide(new GuardianInput.AttemptResolved(request.Attempt, heard));
                if (answer is not ExchangeAnswer.PrivateAccepted { Placed: var placed })
                    return;
                var isFollowed = false;
                if (!isPending && process == _up)
                    foreach (var order in placed)
                        isFollowed |= Follow(order.Id, leftAt);
                if (!isFollowed)
                    WhatMayFollowAnOrder();
            }
        );

    /// <summary>An order that turns out to be live after Canceled was said is told at once, and gone before long.</summary>
    private bool Follow(OrderId order, TimeSpan leftAt)
    {
        if (!_heard.OutlivedACancel(order, leftAt, _now))
            return false;
        var heardFrom = _heard.From;
        InThisProcess(
            _heard.LongestChase,
            () =>
            {
                if (_heard.From == heardFrom)
                    _heard.MustBeGone(order, _now);
            }
        );
        return true;
    }

    /// <summary>The moments after an acknowledgment are those in which most can go wrong.</summary>
    private void WhatMayFollowAnOrder()
    {
        if (_random.Next(4) == 0)
            InThisProcess(Given.Ms(_random.Next(70)), Kill);
        if (_random.Next(6) == 0)
            InThisProcess(Given.Ms(_random.Next(80)), AskCancel);
    }

    private bool StoreFails() => _random.NextDouble() < (_plan.StoreFault ?? _plan.Fault);

    private bool Happens() => _random.NextDouble() < _plan.Fault;

    /// <summary>On a time-based key what was long on its way may still land.</summary>
    private TimeSpan Latency() =>
        Given.Ms(Happens() ? _random.Next(1, _plan.IsTimeBased ? 15_000 : 5_000) : _random.Next(1, 60));

    /// <summary>A process that runs the session's guardian.</summary>
    private sealed class Process(int number)
    {
        internal int Number => number;

        internal bool IsUp { get; set; } = true;

        internal required GuardianState State { get; set; }

        internal TimeSpan? WakeAt { get; set; }
    }
}
