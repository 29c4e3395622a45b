using Akka.Actor;
using Akka.Event;

namespace RiskEngine;

/// <summary>All that a node of a cluster works with.</summary>
/// <param name="Node">What it tells the others of itself.</param>
/// <param name="Settings">How it behaves in a cluster.</param>
/// <param name="Ports">What it shares with the others.</param>
/// <param name="Time">Both clocks.</param>
/// <param name="Prepare">Makes ready what a session's guardian needs, under a lease.</param>
internal sealed record ClusterPlan(
    ClusterNode Node,
    ClusterSettings Settings,
    ClusterPorts Ports,
    TimeProvider Time,
    Func<SessionKey, LeaseHold, Task<SeatPlan>> Prepare
)
{
    internal static ClusterPlan Of(
        ClusterSettings cluster,
        RiskEngineSettings settings,
        RiskEnginePorts ports,
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
            ports.Time,
            (session, hold) => SeatPlan.Of(sessions[session], settings, ports, hold, log)
        );
    }

    internal IReadOnlyDictionary<SessionKey, IActorRef> Seats(IActorContext context) =>
        Node.Sessions.ToDictionary(
            session => session,
            session =>
                context.KeptOrNew(
                    Props.Create(() => new SessionSeat(session, this)).WithDispatcher(GuardianPlan.Dispatcher),
                    session.Alias.Value
                )
        );

    internal Props Coordinator(IReadOnlyDictionary<SessionKey, IActorRef> seats, IActorRef killSwitch) =>
        Props.Create(() => new ClusterCoordinator(this, seats, killSwitch)).WithDispatcher(GuardianPlan.Dispatcher);
}
