using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>Owns one session: everything that is sent with its key goes through here, in the order of its nonces.</summary>
/// <remarks>
/// A thin shell: <see cref="GuardianRules"/> decides, this carries out. It never waits, so a cancel is decided the
/// moment it arrives. The supervisor restarts it in place, so its reference stays good; what it knows survives in
/// <see cref="GuardianMemory"/>, and everyone who waited is answered before the old incarnation goes. After a restart
/// it takes cancels at once, and order entry after a wait that grows with each restart.
/// <para>How failures are met stands in <see cref="Deciders"/>.</para>
/// </remarks>
internal sealed class SessionGuardian : ReceiveActor
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Askers _cancelAskers = new();
    private readonly Askers _requestAskers = new();
    private readonly Askers _leaseAskers = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly GuardianPlan _plan;
    private readonly SessionKey _session;
    private readonly Open _open = new();
    private readonly Alarm _alarm;
    private readonly Alarm _opening;
    private IActorRef _sender = ActorRefs.Nobody;
    private Asker _registering;
    private TimeSpan? _wakeAt;
    private bool _comesBack;

    public SessionGuardian(GuardianPlan plan)
    {
        _plan = plan;
        _session = plan.Session.Key;
        _alarm = plan.Clock.AlarmFor(Self, Wake.Up);
        _opening = plan.Clock.AlarmFor(Self, _open);
        Receive<CancelSession>(command => command.Session == _session, command => OnCancel(command, isOfSwitch: false));
        Receive<SwitchCancel>(cancel => OnCancel(cancel.Command, isOfSwitch: true));
        Receive<StopStrategy>(command => Decide(new GuardianInput.StrategyStopWanted(command)));
        Receive<AttemptResolved>(resolved =>
        {
            _plan.Audit.Answered(resolved.Request, resolved.Answer);
            Decide(new GuardianInput.AttemptResolved(resolved.Request.Attempt, resolved.Answer));
        });
        Receive<SubmitPrivateRequest>(command => command.Session == _session, OnPrivateRequest);
        Receive<LeaseNonce>(command => command.Session == _session, OnLease);
        Receive<GateChanged>(changed => Decide(new GuardianInput.GateSet(changed.Switch)));
        Receive<RegisterStrategy>(command => command.Session == _session, OnRegister);
        Receive<UnregisterStrategy>(
            command => command.Session == _session,
            command => Decide(new GuardianInput.StrategyUnregistered(command.Strategy))
        );
        Receive<StrategyAlive>(
            command => command.Session == _session,
            command => Decide(new GuardianInput.StrategySeen(command.Strategy))
        );
        Receive<StrategyGone>(OnStrategyGone);
        Receive<GetSessionStatus>(
            query => query.Session == _session,
            query => Asker.Of(query, Sender).Tell(_plan.Status(Now), Self)
        );
        Receive<GetOutcomeOrders>(
            query => query.Session == _session,
            query => Asker.Of(query, Sender).Tell(_plan.Memory.State.OrdersOf(query), Self)
        );
        Receive<ISessionMessage>(message => Refusal.UnknownSession.Answer(message, Sender, Self));
        Receive<HttpSender.Failed>(failed => Sender.Tell(failed));
        Receive<Wake>(_ =>
        {
            _wakeAt = null;
            Decide(new GuardianInput.Woke());
        });
        Receive<GuardianInput>(Decide);
        Receive<Open>(open => open == _open, _ => Decide(new GuardianInput.Started()));
        Receive<Terminated>(gone => gone.ActorRef.Equals(_sender), _ => OnSenderLost());
    }

    private Moment Now => _plan.Clock.Now;

    protected override void PreStart()
    {
        StartSender();
        Context.Parent.Tell(new GateWanted(_session));
        Decide(new GuardianInput.Started());
    }

    protected override void PostRestart(Exception reason)
    {
        StartSender();
        Context.Parent.Tell(new GateWanted(_session));
        _plan.Memory.State = _plan.Memory.State.AfterRestart();
        var wait = Reopening.AfterRestart(_plan.Memory, _plan.Supervision, Now.Running);
        _log.Warning(
            "Session {Session}: guardian restarted; cancels pass, order entry opens in {Wait}.",
            _session,
            wait
        );
        _opening.RingIn(wait);
    }

    protected override void PreRestart(Exception reason, object message)
    {
        _comesBack = true;
        base.PreRestart(reason, message);
        if (reason is not SenderLostException)
            Context.Parent.Tell(
                new SessionEscalated(
                    _session,
                    EscalationCause.GuardianFailed,
                    $"The guardian failed ({reason.GetType().Name}). Everyone who waited was answered; it restarts with its nonces kept."
                )
            );
    }

    protected override void PostStop()
    {
        try
        {
            Decide(new GuardianInput.Stopping(_comesBack));
        }
        finally
        {
            _alarm.Dispose();
            _opening.Dispose();
            AnswerWhoeverIsLeft();
        }
    }

    /// <summary>Only a defect in the middle of a decision, this last one too, leaves somebody: then nothing is certain.</summary>
    private void AnswerWhoeverIsLeft()
    {
        foreach (var command in _cancelAskers.Commands.ToArray())
            _cancelAskers.Answer(command, Unfinished.Cancel(_session, command), Self);
        foreach (var command in _requestAskers.Commands.ToArray())
            _requestAskers.Answer(command, Unfinished.Request(_session, command), Self);
        foreach (var command in _leaseAskers.Commands.ToArray())
            _leaseAskers.Answer(command, Unfinished.Lease(_session, command), Self);
    }

    protected override SupervisorStrategy SupervisorStrategy() =>
        Deciders.OfGuardian(_plan.Supervision, _session, _log);

    private void StartSender() => _sender = Context.Watch(Context.ActorOf(_plan.Sender(), "http-sender"));

    private void OnCancel(CancelSession command, bool isOfSwitch)
    {
        _cancelAskers.Add(command.Id, Asker.Of(command, Sender));
        Decide(new GuardianInput.CancelRequested(command) { IsOfSwitch = isOfSwitch });
    }

    private void OnPrivateRequest(SubmitPrivateRequest command)
    {
        Count(command);
        _requestAskers.Add(command.Id, Asker.Of(command, Sender));
        Decide(new GuardianInput.PrivateRequested(command));
    }

    private void OnLease(LeaseNonce command)
    {
        Count(command);
        _leaseAskers.Add(command.Id, Asker.Of(command, Sender));
        Decide(new GuardianInput.NonceRequested(command));
    }

    private void Count(ISessionMessage command)
    {
        if (_plan.CountsMessages)
            Context.Parent.Tell(command);
    }

    /// <summary>The watch outlives a restart of this actor, and so does the memory of whom it is for.</summary>
    private void OnRegister(RegisterStrategy command)
    {
        _registering = Asker.Of(command, Sender);
        _plan.Memory.Strategies[command.Strategy] = Sender;
        Context.WatchWith(Sender, new StrategyGone(Sender));
        Decide(new GuardianInput.StrategyRegistered(command));
    }

    /// <summary>A strategy that came back under another reference is watched under that one.</summary>
    private void OnStrategyGone(StrategyGone gone)
    {
        foreach (var (strategy, actor) in _plan.Memory.Strategies.ToArray())
            if (actor.Equals(gone.Actor) && _plan.Memory.Strategies.Remove(strategy))
                Decide(new GuardianInput.StrategyDied(strategy));
    }

    private void OnSenderLost()
    {
        Decide(new GuardianInput.SenderLost());
        throw new SenderLostException(_session);
    }

    private void Decide(GuardianInput input)
    {
        _plan.Audit.Asked(input);
        var now = Now;
        var decision = GuardianRules.Decide(_plan.Memory.State, input, now);
        _plan.Memory.State = decision.State;
        foreach (var effect in decision.Effects)
        {
            CarryOut(effect);
            _plan.Audit.Done(effect);
        }

        SetAlarm(decision.WakeAt, now.Running);
        if (_plan.Budgets is { } budgets)
            foreach (var effect in decision.Effects)
                if (effect is GuardianEffect.WantSlots want)
                    Decide(budgets.Promise(_session, decision.State.Account, want, now.Running));
    }

    private void CarryOut(GuardianEffect effect)
    {
        switch (effect)
        {
            case GuardianEffect.Send send:
                EngineThreads.TellAndRun(_sender, send.Request, Self);
                if (!send.HasSlot)
                    _plan.Budgets?.Charge(_session, _plan.Memory.State.Account, Now.Running);
                break;
            case GuardianEffect.WantSlots:
                // Once everything else is carried out: what leaves by them must not overtake what was decided before.
                break;
            case GuardianEffect.AnswerCancel answer:
                _cancelAskers.Answer(answer.Outcome.Command, answer.Outcome, Self);
                if (!answer.IsRepeated)
                    Publish(answer.Outcome);
                break;
            case GuardianEffect.AnswerPrivate answer:
                if (!answer.IsRepeated)
                    _plan.Memory.Requests = _plan.Memory.Requests.With(answer.Outcome);
                _requestAskers.Answer(answer.Outcome.Command, answer.Outcome, Self);
                break;
            case GuardianEffect.AnswerLease answer:
                _leaseAskers.Answer(answer.Outcome.Command, answer.Outcome, Self);
                break;
            case GuardianEffect.AnswerGate answer:
                Sender.Tell(
                    new SwitchInput.GateKnown(answer.Gate) { Strategies = answer.Strategies, Account = answer.Account },
                    Self
                );
                Publish(answer.Gate);
                break;
            case GuardianEffect.AnswerStop answer:
                Context.Parent.Tell(new SwitchInput.StrategyStopped(answer.Ended));
                break;
            case GuardianEffect.TellAccount told:
                Context.Parent.Tell(new SwitchInput.AccountKnown(told.Account));
                break;
            case GuardianEffect.AnswerRegistration registration:
                _registering.Tell(registration.Answer, Self);
                break;
            case GuardianEffect.ReserveNonces reserve:
                StoreWrites.Reserve(_plan.Marks, _session, reserve.UpTo).PipeTo(Self);
                break;
            case GuardianEffect.KeepOrders keep:
                StoreWrites.Keep(_plan.Orders, keep.Change).PipeTo(Self);
                break;
            case GuardianEffect.TellStrategy tell:
                if (_plan.Memory.Strategies.TryGetValue(tell.Event.Strategy, out var strategy))
                    strategy.Tell(tell.Event, Self);
                Publish(tell.Event);
                break;
            case GuardianEffect.Publish publish:
                Publish(publish.Event);
                break;
            case GuardianEffect.WantAccountCancel
            or GuardianEffect.ReportAccountCancel
            or GuardianEffect.TellAccountCancel:
                Context.Parent.Tell(effect);
                break;
            case GuardianEffect.Escalate escalate:
                Context.Parent.Tell(escalate.Event);
                break;
            case GuardianEffect.NoteStale stale:
                _log.Info(
                    "Session {Session}: {Answer} came for request {Attempt}, which was given up; it changes nothing.",
                    _session,
                    stale.Answer.GetType().Name,
                    stale.Attempt
                );
                break;
            default:
                throw ClosedUnion.Unhandled(effect);
        }
    }

    private void Publish(object @event)
    {
        if (_plan.IsRehearsal)
            Context.Parent.Tell(@event);
        else
            Context.System.EventStream.Publish(@event);
    }

    /// <summary>An alarm that goes off too early only asks again, so it is moved forward alone: most cancels need no new timer.</summary>
    private void SetAlarm(TimeSpan? wakeAt, TimeSpan now)
    {
        if (wakeAt is not { } at || at >= _wakeAt)
            return;
        _wakeAt = at;
        // A timer for ages hence is more than a clock can count: waking earlier does no harm.
        _alarm.RingIn(at - now < LongestWait ? at - now : LongestWait);
    }

    private sealed record StrategyGone(IActorRef Actor);

    private sealed record Wake : INotInfluenceReceiveTimeout
    {
        internal static readonly Wake Up = new();
    }

    /// <summary>Each incarnation has its own: the one before must not open order entry for this one.</summary>
    private sealed class Open : INotInfluenceReceiveTimeout;
}
