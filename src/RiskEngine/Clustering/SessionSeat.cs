using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>A session's place on one node of a cluster: its guardian is here while the node has the lease, and not otherwise.</summary>
/// <remarks>
/// The reference stays good while the guardian comes and goes. What arrives while the guardian is made ready waits for it,
/// so many messages at most; what arrives without one is passed on to the node that has it. The guardian restarts in place like any other.
/// </remarks>
internal sealed class SessionSeat : ReceiveActor
{
    /// <summary>Far more than arrives in the moment that it takes; beyond it comes a typed refusal (I11).</summary>
    private const int MostWaiting = 1024;

    private readonly SessionKey _session;
    private readonly ClusterPlan _cluster;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly ActorSelection _desk = Context.ActorSelection($"../{PassingDesk.Name}");
    private readonly Queue<(ISessionMessage Message, IActorRef From, bool HereOnly)> _waiting = new();
    private IActorRef _coordinator = ActorRefs.Nobody;
    private SessionLease? _lease;
    private LeaseHold? _hold;
    private GuardianPlan? _plan;
    private IActorRef? _guardian;
    private bool _isStopping;

    public SessionSeat(SessionKey session, ClusterPlan cluster)
    {
        (_session, _cluster) = (session, cluster);
        Receive<TakeSeat>(OnTake);
        Receive<Ready>(OnReady);
        Receive<KeepSeat>(keep => _hold?.Renewed(keep.Lease));
        Receive<FenceSeat>(fence => fence.Lease.Token == _lease?.Token, _ => OnFencedOut());
        Receive<HandOverSeat>(hand => hand.Lease.Token == _lease?.Token, OnHandOver);
        Receive<Looked>(looked => looked.Token == _lease?.Token, OnLooked);
        Receive<Settled>(settled => settled.Token == _lease?.Token, _ => Vacate());
        Receive<Terminated>(gone => gone.ActorRef.Equals(_guardian), _ => OnGuardianGone());
        Receive<GateWanted>(Context.Parent.Forward);
        Receive<SwitchInput.AccountKnown>(Context.Parent.Forward);
        Receive<SwitchInput.StrategyStopped>(Context.Parent.Forward);
        Receive<GuardianEffect.WantAccountCancel>(Context.Parent.Forward);
        Receive<GuardianEffect.ReportAccountCancel>(Context.Parent.Forward);
        Receive<GuardianEffect.TellAccountCancel>(Context.Parent.Forward);
        Receive<GuardianInput.AccountCancelWanted>(OnAccountCancelWanted);
        Receive<GuardianInput.AccountCancelReported>(reported => _guardian?.Tell(reported));
        Receive<GuardianInput.AccountCancelHeard>(heard => _guardian?.Tell(heard));
        Receive<GuardianInput.AccountCancelUnheard>(unheard => _guardian?.Tell(unheard));
        Receive<SessionEscalated>(Context.Parent.Forward);
        Receive<GateChanged>(OnGate);
        Receive<StopStrategy>(stop => OnMessage(stop, hereOnly: true));
        Receive<SwitchCancel>(cancel => OnMessage(cancel, hereOnly: true));
        Receive<HereOnly>(here => OnMessage(here.Message, hereOnly: true));
        Receive<ISessionMessage>(message => OnMessage(message, hereOnly: false));
    }

    protected override void PostStop()
    {
        _hold?.FencedOut();
        while (_waiting.TryDequeue(out var waiting))
            Refusal.EngineStopping.Answer(waiting.Message, waiting.From, Self);
        _ = _plan?.Gateway.DisposeAsync().AsTask();
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

    /// <summary>A guardian that is being made ready asks by itself when it is up.</summary>
    private void OnGate(GateChanged changed)
    {
        if (_isStopping || _lease is null)
            Sender.Tell(new SwitchInput.Elsewhere(_session));
        else
            _guardian?.Forward(changed);
    }

    /// <summary>The key that was to sign is another node's: whoever asked goes another way at once.</summary>
    private void OnAccountCancelWanted(GuardianInput.AccountCancelWanted wanted)
    {
        if (_guardian is not null)
            _guardian.Tell(wanted);
        else
            Context.Parent.Tell(new GuardianEffect.ReportAccountCancel(wanted.For, wanted.Command, IsAccepted: false));
    }

    private void OnMessage(ISessionMessage message, bool hereOnly)
    {
        if (_isStopping || _lease is null)
            Elsewhere(message, Sender, hereOnly);
        else if (_guardian is not null)
            _guardian.Forward(message);
        else if (_waiting.Count < MostWaiting)
            _waiting.Enqueue((message, Sender, hereOnly));
        else
            Refusal.NotOnThisNode.Answer(message, Sender, Self);
    }

    private void Elsewhere(ISessionMessage message, IActorRef from, bool hereOnly)
    {
        if (hereOnly)
            Refusal.NotOnThisNode.Answer(message, from, Self);
        else
            _desk.Tell(new PassOn(message), from);
    }

    private void OnTake(TakeSeat take)
    {
        var hold = new LeaseHold(take.Lease);
        (_coordinator, _lease, _hold, _isStopping) = (Sender, take.Lease, hold, false);
        _cluster
            .Prepare(_session, hold)
            .PipeTo(
                Self,
                Self,
                plan => new Ready(take.Lease.Token, plan, null),
                defect => new Ready(take.Lease.Token, null, defect)
            );
    }

    private void OnReady(Ready ready)
    {
        if (ready.Plan is { Reading: KillSwitchReading.Complete } plan && ready.Token == _lease?.Token && !_isStopping)
        {
            _plan = plan.Guardian;
            // Before the guardian asks how the switch stands: it must not hear less than the log said.
            Context.Parent.Tell(new SwitchInput.LogRead(plan.Reading, _session));
            _guardian = Context.Watch(Context.ActorOf(_plan.Guardian(), "guardian"));
            _log.Info("Session {Session}: this node runs it from now on, by lease {Lease}.", _session, ready.Token);
            while (_waiting.TryDequeue(out var waiting))
                _guardian.Tell(waiting.Message, waiting.From);
            return;
        }

        _ = ready.Plan?.Guardian.Gateway.DisposeAsync().AsTask();
        if (ready.Token != _lease?.Token)
            return;
        _log.Error(
            ready.Defect,
            "Session {Session}: lease {Lease} was granted, but the guardian cannot start: {Reading}.",
            _session,
            ready.Token,
            ready.Plan?.Reading
        );
        Vacate();
    }

    private void OnFencedOut()
    {
        _hold!.FencedOut();
        _log.Warning(
            "Session {Session}: lease {Lease} is lost; nothing is sent from here any more.",
            _session,
            _lease!.Token
        );
        StopGuardian();
    }

    private void OnHandOver(HandOverSeat hand)
    {
        if (hand.EvenIfBusy || _guardian is null)
            StopGuardian();
        else if (_plan!.Memory.Strategies.Count > 0)
            _coordinator.Tell(new PlacingInput.GuardianBusy(_session));
        else
            Context.Ask(
                _cluster.Clock,
                _guardian,
                new GetSessionStatus(_session),
                _cluster.Settings.Limits.RoundEvery,
                reply => new Looked(
                    hand.Lease.Token,
                    reply is QuestionReply.Heard { Answer: SessionStatus status } && IsIdle(status)
                )
            );
    }

    private void OnLooked(Looked looked)
    {
        if (looked.IsIdle)
            StopGuardian();
        else
            _coordinator.Tell(new PlacingInput.GuardianBusy(_session));
    }

    /// <summary>Everyone who waits is answered by the guardian as it goes.</summary>
    private void StopGuardian()
    {
        if (_isStopping)
            return;
        _isStopping = true;
        SendWaitingElsewhere();
        if (_guardian is not null)
            Context.Stop(_guardian);
        else
            Vacate();
    }

    /// <summary>Its last word is waited for: whoever runs the session next reads which orders are open.</summary>
    private void OnGuardianGone()
    {
        _isStopping = true;
        _ = _plan!.Gateway.DisposeAsync().AsTask();
        Settle(_plan.Orders, _lease!.Token).PipeTo(Self);
        (_guardian, _plan) = (null, null);
    }

    private static async Task<Settled> Settle(OrderWrites orders, FencingToken token)
    {
        await orders.SettledAsync().ConfigureAwait(false);
        return new Settled(token);
    }

    private void Vacate()
    {
        _hold!.FencedOut();
        SendWaitingElsewhere();
        _coordinator.Tell(new PlacingInput.GuardianStopped(_lease!));
        (_lease, _hold) = (null, null);
    }

    private void SendWaitingElsewhere()
    {
        while (_waiting.TryDequeue(out var waiting))
            Elsewhere(waiting.Message, waiting.From, waiting.HereOnly);
    }

    private static bool IsIdle(SessionStatus status) =>
        status is { PendingCancels: 0, QueuedRequests: 0, OpenAttempts: 0 };

    /// <summary>What a guardian needs is there, or cannot be had.</summary>
    private sealed record Ready(FencingToken Token, SeatPlan? Plan, Exception? Defect);

    /// <summary>The store has the guardian's last word, or had its time.</summary>
    private sealed record Settled(FencingToken Token);

    /// <summary>Whether the guardian has nothing in hand.</summary>
    private sealed record Looked(FencingToken Token, bool IsIdle);
}
