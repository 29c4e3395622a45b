using Akka.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RiskEngine.Hosting;

/// <summary>Whether the engine can do all that it is there for, and if not, why.</summary>
internal sealed class ReadinessCheck : IAkkaHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        AkkaHealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var failure = context.Registration.FailureStatus;
        if (HostedRiskEngine.Find(context.ActorSystem) is not { } engine)
            return new HealthCheckResult(failure, "The engine has not started yet.");
        var probe = new EngineProbe(engine, cancellationToken);
        // Beside each other, since each may have to be given up.
        var killSwitch = probe.KillSwitchAsync();
        var view = await probe.ClusterAsync().ConfigureAwait(false);
        var sessions = await SessionsAsync(engine, probe, view).ConfigureAwait(false);
        var readiness = new Readiness(
            StoreTrouble(await killSwitch.ConfigureAwait(false), engine),
            CoordinationTrouble(view, engine),
            sessions
        );
        return readiness.Result(failure);
    }

    private static string? StoreTrouble(KillSwitchStatus? killSwitch, HostedRiskEngine engine) =>
        killSwitch switch
        {
            null => "the kill switch does not answer",
            { State: KillSwitchState.Unreadable { Reason: var reason } } => $"the kill switch's record: {reason}",
            { State: KillSwitchState.Clear or KillSwitchState.Engaged } => engine.AuditReport.Failure is { } failure
                ? $"the audit trail is not written: {failure.Fault}"
                : null,
            _ => throw ClosedUnion.Unhandled(killSwitch.State),
        };

    private static string? CoordinationTrouble(ClusterView? view, HostedRiskEngine engine) =>
        engine.Handle.Peers is null ? null
        : view is null ? "this node does not say who lives"
        : view.NodeOf(engine.Settings.Node) is null ? "this node is not among the live ones yet"
        : null;

    /// <summary>The sessions that run here, or would if nobody has them.</summary>
    private static async Task<IReadOnlyList<SessionReading>> SessionsAsync(
        HostedRiskEngine engine,
        EngineProbe probe,
        ClusterView? view
    ) =>
        await Task.WhenAll(
                engine
                    .Handle.Guardians.Keys.Where(key =>
                        engine.Handle.Peers is null || view?.HolderOf(key) == engine.Settings.Node
                    )
                    .OrderBy(key => key.Alias.Value, StringComparer.Ordinal)
                    .Select(async key => new SessionReading(
                        key.Alias,
                        await probe.SessionAsync(key).ConfigureAwait(false)
                    ))
            )
            .ConfigureAwait(false);
}
