namespace RiskEngine.Host.Api;

/// <summary>Whether the service can do what it is there for.</summary>
/// <param name="IsReady">It can be asked to stop.</param>
/// <param name="Missing">What is not ready; names no session to those without a token.</param>
/// <param name="Degraded">What works less well than it should, and does not keep the service from being asked to stop; names no session either.</param>
internal sealed record Readiness(bool IsReady, IReadOnlyList<string> Missing, IReadOnlyList<string> Degraded);
