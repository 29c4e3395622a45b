using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>The engine's root: starts a guardian per session, or in a cluster a seat for one, and meets what they cannot.</summary>
/// <remarks>
/// Guardians restart in place, always and at once, as <see cref="Deciders"/> has it. An escalated session is logged for the person on duty and published as
/// <see cref="SessionEscalated"/>; wider measures belong to whoever subscribes.
/// </remarks>
internal sealed class RiskEngineSupervisor : ReceiveActor
{
    private readonly IReadOnlyList<GuardianPlan> _plans;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public RiskEngineSupervisor(
        IReadOnlyList<GuardianPlan> plans,
        KillSwitchPlan killSwitchPlan,
        TripLimits trips,
        ClusterPlan? cluster
    )
    {
        _plans = plans;
        var guardians =
            cluster?.Seats(Context)
            ?? plans.ToDictionary(
                plan => plan.Session.Key,
                plan => Context.ActorOf(plan.Guardian(), plan.Session.Key.Alias.Value)
            );
        var router = Context.ActorOf(
            Props.Create(() => new SessionRouter(guardians)).WithDispatcher(GuardianPlan.Dispatcher),
            "~router"
        );
        var killSwitch = Context.ActorOf(killSwitchPlan.KillSwitch(guardians), "~kill-switch");
        var time = killSwitchPlan.Time;
        var tripWatch = Context.ActorOf(Props.Create(() => new TripWatch(trips, killSwitch, time)), "~trips");
        Receive<SubmitPrivateRequest>(tripWatch.Forward);
        Receive<LeaseNonce>(tripWatch.Forward);
        var coordinator = cluster is null
            ? ActorRefs.Nobody
            : Context.ActorOf(cluster.Coordinator(guardians, killSwitch), "~cluster");
        Receive<LeaveCluster>(coordinator.Forward);
        Receive<SwitchInput>(killSwitch.Forward);
        Receive<GetHandle>(_ => Sender.Tell(new RiskEngineHandle(router, guardians, killSwitch)));
        Receive<GateWanted>(killSwitch.Forward);
        Receive<GuardianEffect.WantAccountCancel>(want =>
            guardians[want.By].Tell(new GuardianInput.AccountCancelWanted(want.For, want.Command))
        );
        Receive<GuardianEffect.ReportAccountCancel>(report =>
            guardians[report.For].Tell(new GuardianInput.AccountCancelReported(report.Command, report.IsAccepted))
        );
        Receive<SessionEscalated>(OnEscalated);
    }

    protected override void PostStop()
    {
        foreach (var plan in _plans)
            _ = plan.Gateway.DisposeAsync().AsTask();
    }

    protected override SupervisorStrategy SupervisorStrategy() => Deciders.OfSupervisor();

    private void OnEscalated(SessionEscalated escalated)
    {
        _log.Error("{0} {1}: {2}", escalated.Session, escalated.Cause, escalated.Detail);
        Context.System.EventStream.Publish(escalated);
    }

    /// <summary>Asks for the references that the embedding system works with.</summary>
    internal sealed record GetHandle
    {
        internal static readonly GetHandle Instance = new();
    }
}
