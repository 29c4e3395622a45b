using Akka;
using Akka.Actor;

namespace RiskEngine;

/// <summary>What the engine does on its way down, in this order; each step has a limit of its own and fails nobody else's.</summary>
/// <remarks>
/// A system's coordinated shutdown runs each step in a phase, on tasks of its own that nobody can schedule. A simulation,
/// or whoever takes an engine out of a system that goes on, runs the same steps by <see cref="RunAsync"/>.
/// </remarks>
/// <param name="CancelSessions">Closes order entry and cancels, where <c>cancel-on-stop</c> says so.</param>
/// <param name="StopActors">Gives the leases back, then stops the engine: every command that is pending is answered, and the open orders are kept.</param>
/// <param name="FlushAudit">Waits until the audit trail has everything.</param>
internal sealed record EngineStop(
    Func<Task<Done>> CancelSessions,
    Func<Task<Done>> StopActors,
    Func<Task<Done>> FlushAudit
)
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(2);

    internal void RegisterWith(CoordinatedShutdown shutdown)
    {
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, "cancel-risk-engine-sessions", CancelSessions);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "stop-risk-engine", StopActors);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "flush-risk-engine-audit", FlushAudit);
    }

    internal async Task<Done> RunAsync()
    {
        foreach (var step in (Func<Task<Done>>[])[CancelSessions, StopActors, FlushAudit])
            await step().ConfigureAwait(false);
        return Done.Instance;
    }

    /// <summary>
    /// Leases that are not given back in time end by themselves. The guardians' last words have reached the store, or had
    /// their time: in a cluster before the leases go back.
    /// </summary>
    internal static async Task<Done> Stop(
        ActorSystem system,
        EngineClock clock,
        IActorRef supervisor,
        bool isClustered,
        IEnumerable<OrderWrites> orders
    )
    {
        if (isClustered)
            await system.AskAsync(clock, supervisor, LeaveCluster.Instance, LeaveLimit).ConfigureAwait(false);
        await system.StopAsync(clock, supervisor, StopLimit).ConfigureAwait(false);
        await Task.WhenAll(orders.Select(session => session.SettledAsync())).ConfigureAwait(false);
        return Done.Instance;
    }
}
