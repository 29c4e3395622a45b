using Akka.Actor;

namespace RiskEngine;

/// <summary>Stands where the supervisor stands: a router, one guardian and who listens to it below, and nothing goes further up.</summary>
internal sealed class RehearsalStage : ReceiveActor
{
    private readonly GuardianPlan _plan;

    public RehearsalStage(GuardianPlan plan, TripLimits trips)
    {
        _plan = plan;
        var guardian = Context.ActorOf(plan.Guardian(), plan.Session.Key.Alias.Value);
        var guardians = new Dictionary<SessionKey, IActorRef> { [plan.Session.Key] = guardian };
        var router = Context.ActorOf(
            Props.Create(() => new SessionRouter(guardians, false)).WithDispatcher(EngineDispatcher.Id),
            "~router"
        );
        var tripWatch = Context.ActorOf(
            Props.Create(() => new TripWatch(trips, ActorRefs.Nobody, plan.Clock)).WithDispatcher(EngineDispatcher.Id),
            "~trips"
        );
        Receive<CancelSession>(router.Forward);
        Receive<SessionCancelOutcome>(tripWatch.Forward);
        Receive<ISessionMessage>(_ => { });
    }

    protected override void PostStop() => _ = _plan.Gateway.DisposeAsync().AsTask();
}
