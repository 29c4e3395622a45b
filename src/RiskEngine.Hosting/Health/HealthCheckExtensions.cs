using Akka.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RiskEngine.Hosting;

/// <summary>Health checks of the engine, beside those of Akka.Hosting. They are run by the container's health check service.</summary>
public static class HealthCheckExtensions
{
    /// <summary>Fails when an engine that has started answers no more: restart the process.</summary>
    /// <param name="builder">The system's builder.</param>
    /// <param name="failureStatus">What is reported then; null: unhealthy.</param>
    /// <param name="tags">Null: <c>risk-engine</c> and <c>liveness</c>.</param>
    public static AkkaConfigurationBuilder WithRiskEngineLivenessCheck(
        this AkkaConfigurationBuilder builder,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithHealthCheck(
            new AkkaHealthCheckRegistration(
                "risk-engine.liveness",
                new LivenessCheck(),
                failureStatus ?? HealthStatus.Unhealthy,
                tags ?? ["risk-engine", "liveness"]
            )
        );
    }

    /// <summary>
    /// Fails while the engine cannot do all that it is there for: the store's record was not read or cannot be, the trail is
    /// not written, the node is not among those of its cluster, or a session still starts; the description says why. An
    /// engaged kill switch is ready: it obeys.
    /// </summary>
    /// <remarks>Cancels are sent all the same. Sessions that the exchange refuses make it degraded.</remarks>
    /// <param name="builder">The system's builder.</param>
    /// <param name="failureStatus">What is reported then; null: unhealthy.</param>
    /// <param name="tags">Null: <c>risk-engine</c> and <c>readiness</c>.</param>
    public static AkkaConfigurationBuilder WithRiskEngineReadinessCheck(
        this AkkaConfigurationBuilder builder,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithHealthCheck(
            new AkkaHealthCheckRegistration(
                "risk-engine.readiness",
                new ReadinessCheck(),
                failureStatus ?? HealthStatus.Unhealthy,
                tags ?? ["risk-engine", "readiness"]
            )
        );
    }
}
