using Akka.Actor;

namespace RiskEngine;

/// <summary>Listens for what may trip the kill switch, and engages it.</summary>
/// <remarks>A thin shell: <see cref="TripRules"/> decides. What it counted is lost in a restart; what it engaged is not.</remarks>
internal sealed class TripWatch : ReceiveActor
{
    private readonly TripLimits _limits;
    private readonly IActorRef _killSwitch;
    private readonly EngineClock _clock;
    private readonly Alarm _alarm;
    private TripState _state = TripState.Initial;
    private int _trips;

    public TripWatch(TripLimits limits, IActorRef killSwitch, EngineClock clock)
    {
        (_limits, _killSwitch, _clock) = (limits, killSwitch, clock);
        _alarm = clock.AlarmFor(Self, new TripSignal.Woke());
        Receive<SubmitPrivateRequest>(command => Decide(new TripSignal.OrderAsked(command)));
        Receive<LeaseNonce>(command => Decide(new TripSignal.LeaseAsked(command.Strategy)));
        Receive<SessionCancelOutcome>(outcome => Decide(new TripSignal.CancelEnded(outcome)));
        Receive<SessionEscalated>(
            escalated => IsOfGuardian(escalated.Cause),
            escalated => Decide(new TripSignal.GuardianFailed(escalated.Session))
        );
        Receive<TripSignal.ClockSkewed>(Decide);
        Receive<StrategyLost>(lost => Decide(new TripSignal.StrategyLost(lost.Strategy)));
        Receive<KillSwitchStoreLost>(_ => Decide(new TripSignal.StoreFails()));
        Receive<KillSwitchStoreBack>(_ => Decide(new TripSignal.StoreIsWell()));
        Receive<KillSwitchChanged>(changed =>
        {
            foreach (var scope in changed.Cleared.Select(engagement => engagement.Scope).Distinct())
                Decide(new TripSignal.WasReset(scope));
        });
        Receive<TripSignal.Woke>(Decide);
    }

    protected override void PreStart()
    {
        foreach (
            var heard in (Type[])
                [
                    typeof(SessionCancelOutcome),
                    typeof(SessionEscalated),
                    typeof(TripSignal.ClockSkewed),
                    typeof(StrategyLost),
                    typeof(KillSwitchStoreLost),
                    typeof(KillSwitchStoreBack),
                    typeof(KillSwitchChanged),
                ]
        )
            Context.System.EventStream.Subscribe(Self, heard);
    }

    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _alarm.Dispose();
    }

    private static bool IsOfGuardian(EscalationCause cause) =>
        cause switch
        {
            EscalationCause.GuardianFailed or EscalationCause.SenderKeepsFailing => true,
            EscalationCause.CancelUnconfirmed
            or EscalationCause.CancelPartial
            or EscalationCause.CancelRejected
            or EscalationCause.OrderOutlivedCancel
            or EscalationCause.NoncesNotDurable
            or EscalationCause.OrdersNotDurable
            or EscalationCause.KeyShared
            or EscalationCause.KeyMayNotTrade
            or EscalationCause.KeyMayNotLook
            or EscalationCause.OpenOrdersUnread
            or EscalationCause.NotStarted
            or EscalationCause.KeyMayWithdraw
            or EscalationCause.AccountShared => false,
        };

    private void Decide(TripSignal signal)
    {
        var now = _clock.Now;
        var decision = TripRules.Decide(_limits, _state, signal, now.Running);
        _state = decision.State;
        if (decision.Trip is { } trip)
            _killSwitch.Tell(
                new EngageKillSwitch(
                    trip.Scope,
                    new CommandId($"trip-{trip.Cause.Name}-{now.Wall:yyyyMMddHHmmssfff}-{++_trips}"),
                    trip.Cause,
                    trip.Reason
                ),
                ActorRefs.NoSender
            );
        if (decision.WakeAt is { } at)
            _alarm.RingIn(at - now.Running);
        else
            _alarm.TurnOff();
    }
}
