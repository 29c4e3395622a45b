using RiskEngine.Host.Cluster;
using RiskEngine.Host.Telemetry;

namespace RiskEngine.Host.Api;

/// <summary>What stands behind the routes.</summary>
internal sealed record ApiParts(
    SessionsApi Sessions,
    KillSwitchApi KillSwitch,
    AuditApi Audit,
    EventsApi Events,
    SignInApi SignIn,
    HealthApi Health,
    PrometheusText Metrics,
    PeerApi? Peers
);
