using Akka.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RiskEngine.Hosting;

/// <summary>Whether an engine that has started still answers.</summary>
internal sealed class LivenessCheck : IAkkaHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        AkkaHealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        // Whoever restarts a process for not having started yet would never see it start.
        if (HostedRiskEngine.Find(context.ActorSystem) is not { } engine)
            return HealthCheckResult.Healthy("The engine has not started yet.");
        return await new EngineProbe(engine, cancellationToken).KillSwitchAsync().ConfigureAwait(false) is null
            ? new HealthCheckResult(context.Registration.FailureStatus, "The kill switch does not answer.")
            : HealthCheckResult.Healthy("The engine answers.");
    }
}
