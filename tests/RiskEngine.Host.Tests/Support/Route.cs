namespace RiskEngine.Host.Tests.Support;

/// <summary>A route as the tests know it.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, as the OpenAPI document has it.</param>
/// <param name="Wrong">The token of somebody without its role; null: any token will do, or none is needed.</param>
/// <param name="IsOpen">Whether it needs no token.</param>
public sealed record Route(string Method, string Path, string? Wrong, bool IsOpen = false)
{
    /// <summary>Every route of the API; a test holds the list to the service's own document.</summary>
    internal static IReadOnlyList<Route> All { get; } =
    [
        new("GET", "/api/sessions", RunningHost.Emil),
        new("GET", "/api/sessions/{alias}", RunningHost.Emil),
        new("POST", "/api/sessions/{alias}/cancel", RunningHost.Emil),
        new("GET", "/api/sessions/{alias}/cancels/{commandId}/orders", RunningHost.Emil),
        new("GET", "/api/kill-switch", RunningHost.Emil),
        new("POST", "/api/kill-switch/engage", RunningHost.Vera),
        new("POST", "/api/kill-switch/reset", RunningHost.Alice),
        new("GET", "/api/audit", RunningHost.Carl),
        new("GET", "/api/events", RunningHost.Emil),
        new("GET", "/metrics", RunningHost.Emil),
        new("POST", "/api/sign-in", null, IsOpen: true),
        new("POST", "/api/sign-out", null),
        new("GET", "/api/me", null),
        new("GET", "/healthz", null, IsOpen: true),
        new("GET", "/readyz", null, IsOpen: true),
    ];

    internal string Url =>
        Path.Replace("{alias}", "maker-1", StringComparison.Ordinal)
            .Replace("{commandId}", "c-1", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Path}";
}
