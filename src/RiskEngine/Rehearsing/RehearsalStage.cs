using Akka.Actor;

namespace RiskEngine;

/// <summary>Stands where the supervisor stands: a router and one guardian below it, and nothing goes further up.</summary>
internal sealed class RehearsalStage : ReceiveActor
{
    private readonly GuardianPlan _plan;

    public RehearsalStage(GuardianPlan plan)
    {
        _plan = plan;
        var guardian = Context.ActorOf(plan.Guardian(), plan.Session.Key.Alias.Value);
        var guardians = new Dictionary<SessionKey, IActorRef> { [plan.Session.Key] = guardian };
        var router = Context.ActorOf(
            Props.Create(() => new SessionRouter(guardians, false)).WithDispatcher(GuardianPlan.Dispatcher),
            "~router"
        );
        Receive<CancelSession>(router.Forward);
        Receive<SessionEscalated>(_ => { });
    }

    protected override void PostStop() => _ = _plan.Gateway.DisposeAsync().AsTask();
}
