using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RiskEngine.Hosting;

/// <summary>What stands between the engine and its work.</summary>
/// <param name="Store">What is wrong with the store; null: nothing.</param>
/// <param name="Coordination">What is wrong with the node's place among others; null: nothing, or it is alone.</param>
/// <param name="Sessions">The sessions of this node.</param>
internal sealed record Readiness(string? Store, string? Coordination, IReadOnlyList<SessionReading> Sessions)
{
    /// <summary>As many as a line of a probe's log holds; the data names all.</summary>
    private const int MostNamed = 5;

    internal HealthCheckResult Result(HealthStatus failure)
    {
        var starting = Sessions.Where(session => session.StillStarts is not null).ToList();
        var refused = Sessions.Where(session => session.IsRefused).ToList();
        List<string> missing =
        [
            .. Store is null ? [] : new[] { $"store: {Store}" },
            .. Coordination is null ? [] : new[] { $"coordination: {Coordination}" },
            .. Named(starting, session => $"{session.Alias}: {session.StillStarts}"),
        ];
        var data = new Dictionary<string, object>
        {
            ["store"] = Store ?? "ready",
            ["coordination"] = Coordination ?? "ready",
            ["starting"] = starting.ToDictionary(session => session.Alias.Value, session => session.StillStarts),
            ["refused"] = refused.Select(session => session.Alias.Value).ToList(),
        };
        if (missing.Count > 0)
            return new HealthCheckResult(failure, string.Join("; ", missing), data: data);
        return refused.Count > 0
            ? HealthCheckResult.Degraded(
                string.Join("; ", Named(refused, session => $"{session.Alias}: the exchange refuses its key")),
                data: data
            )
            : HealthCheckResult.Healthy($"{Sessions.Count} sessions", data);
    }

    private static IEnumerable<string> Named(List<SessionReading> sessions, Func<SessionReading, string> words) =>
        sessions
            .Take(MostNamed)
            .Select(words)
            .Concat(sessions.Count > MostNamed ? [$"{sessions.Count - MostNamed} more sessions"] : []);
}
