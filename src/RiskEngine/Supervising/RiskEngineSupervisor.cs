using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>The engine's root: starts a guardian per session, or in a cluster a seat for one, and meets what they cannot.</summary>
/// <remarks>
/// Guardians restart in place, always and at once, as <see cref="Deciders"/> has it. An escalated session is logged for the person on duty and published as
/// <see cref="SessionEscalated"/>; wider measures belong to whoever subscribes.
/// <para>When it fails itself it restarts over the same children: they restart too, and every reference stays good.</para>
/// </remarks>
internal sealed class RiskEngineSupervisor : ReceiveActor
{
    private readonly IReadOnlyList<GuardianPlan> _plans;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public RiskEngineSupervisor(
        IReadOnlyList<GuardianPlan> plans,
        SharedAccounts accounts,
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
                plan => Context.KeptOrNew(plan.Guardian(), plan.Session.Key.Alias.Value)
            );
        var router = Context.KeptOrNew(
            Props.Create(() => new SessionRouter(guardians, cluster != null)).WithDispatcher(EngineDispatcher.Id),
            "~router"
        );
        var killSwitch = Context.KeptOrNew(killSwitchPlan.KillSwitch(guardians), "~kill-switch");
        var clock = killSwitchPlan.Clock;
        var tripWatch = Context.KeptOrNew(
            Props.Create(() => new TripWatch(trips, killSwitch, clock)).WithDispatcher(EngineDispatcher.Id),
            "~trips"
        );
        Receive<SubmitPrivateRequest>(tripWatch.Forward);
        Receive<LeaseNonce>(tripWatch.Forward);
        var accountNews = cluster is null
            ? ActorRefs.Nobody
            : Context.KeptOrNew(cluster.AccountNews(guardians), "~account-news");
        var desk = cluster is null
            ? null
            : Context.KeptOrNew(cluster.Desk(guardians, killSwitch, accountNews), PassingDesk.Name);
        var coordinator =
            cluster is null || desk is null
                ? ActorRefs.Nobody
                : Context.KeptOrNew(cluster.Coordinator(guardians, killSwitch, desk, accountNews), "~cluster");
        Receive<LeaveCluster>(coordinator.Forward);
        Receive<SwitchInput.AccountKnown>(known =>
        {
            killSwitch.Forward(known);
            if (accounts.Learn(known.Account) is { } shared)
                OnShared(shared);
        });
        Receive<SwitchInput>(killSwitch.Forward);
        Receive<GetHandle>(_ => Sender.Tell(new RiskEngineHandle(router, guardians, killSwitch, desk)));
        Receive<GateWanted>(wanted =>
        {
            killSwitch.Forward(wanted);
            accountNews.Forward(wanted);
        });
        Receive<GuardianEffect.WantAccountCancel>(want =>
            guardians[want.By].Tell(new GuardianInput.AccountCancelWanted(want.For, want.Command))
        );
        Receive<GuardianEffect.ReportAccountCancel>(report =>
            guardians[report.For].Tell(new GuardianInput.AccountCancelReported(report.Command, report.IsAccepted))
        );
        Receive<GuardianEffect.TellAccountCancel>(tell =>
        {
            foreach (var (session, guardian) in guardians)
                if (session != tell.News.By)
                    guardian.Tell(new GuardianInput.AccountCancelHeard(tell.News));
            accountNews.Forward(tell);
        });
        Receive<SessionEscalated>(OnEscalated);
    }

    /// <summary>The base would also stop every child and run <see cref="PostStop"/>: no cancel would ever leave again.</summary>
    protected override void PreRestart(Exception reason, object message) =>
        _log.Error(
            reason,
            "The engine's supervisor failed at {Input}; it restarts with its sessions and references kept.",
            message
        );

    protected override void PostStop()
    {
        foreach (var plan in _plans)
            _ = plan.Gateway.DisposeAsync().AsTask();
    }

    protected override SupervisorStrategy SupervisorStrategy() => Deciders.OfSupervisor();

    private void OnEscalated(SessionEscalated escalated)
    {
        _log.Error("{Session} {Cause}: {Detail}", escalated.Session, escalated.Cause, escalated.Detail);
        Context.System.EventStream.Publish(escalated);
    }

    /// <summary>A warning: nothing has failed.</summary>
    private void OnShared(SessionEscalated shared)
    {
        _log.Warning("{Session} {Cause}: {Detail}", shared.Session, shared.Cause, shared.Detail);
        Context.System.EventStream.Publish(shared);
    }

    /// <summary>Asks for the references that the embedding system works with.</summary>
    internal sealed record GetHandle
    {
        internal static readonly GetHandle Instance = new();
    }
}
