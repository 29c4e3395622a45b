using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>All that a node of a cluster works with.</summary>
/// <param name="Node">What it tells the others of itself.</param>
/// <param name="Settings">How it behaves in a cluster.</param>
/// <param name="Ports">What it shares with the others.</param>
/// <param name="Clock">Both clocks, and alarms.</param>
/// <param name="Passing">What passing messages on obeys.</param>
/// <param name="Audit">Takes what the audit trail is to keep of it.</param>
/// <param name="Prepare">Makes ready what a session's guardian needs, under a lease.</param>
internal sealed record ClusterPlan(
    ClusterNode Node,
    ClusterSettings Settings,
    ClusterPorts Ports,
    EngineClock Clock,
    PassingLimits Passing,
    PassingAudit Audit,
    Func<SessionKey, LeaseHold, Task<SeatPlan>> Prepare
)
{
    /// <summary>Below the 2 s after which whoever looks at sessions takes one for silent.</summary>
    private static readonly TimeSpan QuickPatience = TimeSpan.FromSeconds(1.5);

    internal static ClusterPlan Of(
        ClusterSettings cluster,
        RiskEngineSettings settings,
        RiskEnginePorts ports,
        EngineClock clock,
        SharedBudgets? budgets,
        ILoggingAdapter log
    )
    {
        var shared =
            ports.Cluster
            ?? throw new ArgumentException("A node of a cluster needs what the nodes share.", nameof(ports));
        var sessions = settings.Sessions.ToDictionary(x => x.Key);
        return new ClusterPlan(
            new ClusterNode(settings.Node, cluster.Address, sessions.Keys.ToValueList()),
            cluster,
            shared,
            clock,
            PassingOf(cluster, settings.Sessions[0].Limits),
            new PassingAudit(ports.Audit, settings.Node, ports.Time),
            (session, hold) => SeatPlan.Of(sessions[session], settings, ports, clock, hold, budgets, log)
        );
    }

    internal IReadOnlyDictionary<SessionKey, IActorRef> Seats(IActorContext context) =>
        Node.Sessions.ToDictionary(
            session => session,
            session =>
                context.KeptOrNew(
                    Props.Create(() => new SessionSeat(session, this)).WithDispatcher(EngineDispatcher.Id),
                    session.Alias.Value
                )
        );

    internal Props Desk(
        IReadOnlyDictionary<SessionKey, IActorRef> seats,
        IActorRef killSwitch,
        IActorRef accountNews
    ) => Props.Create(() => new PassingDesk(this, seats, killSwitch, accountNews)).WithDispatcher(EngineDispatcher.Id);

    internal Props AccountNews(IReadOnlyDictionary<SessionKey, IActorRef> seats) =>
        Props.Create(() => new AccountNewsDesk(this, seats)).WithDispatcher(EngineDispatcher.Id);

    internal Props Coordinator(
        IReadOnlyDictionary<SessionKey, IActorRef> seats,
        IActorRef killSwitch,
        IActorRef desk,
        IActorRef accountNews
    ) =>
        Props
            .Create(() => new ClusterCoordinator(this, seats, killSwitch, desk, accountNews))
            .WithDispatcher(EngineDispatcher.Id);

    /// <summary>A request is waited for as long as its guardian may take over it, and its way.</summary>
    private static PassingLimits PassingOf(ClusterSettings cluster, GuardianLimits guardian) =>
        new(
            cluster.MostPassedOn,
            guardian.DefaultDeadline,
            guardian.LongestDeadline,
            guardian.MaxQueueWait + guardian.AttemptTimeout + cluster.Limits.RoundEvery,
            QuickPatience,
            cluster.Limits.RoundEvery / 4
        );
}
