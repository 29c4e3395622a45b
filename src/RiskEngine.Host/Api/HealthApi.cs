using Microsoft.AspNetCore.Http;
using RiskEngine.Host.Streaming;

namespace RiskEngine.Host.Api;

/// <summary>Whether the process lives, and whether it can do what it is there for; for those who start and stop it.</summary>
internal sealed class HealthApi(EngineReader reader, Func<IReadOnlyList<LogHealth>> log)
{
    internal static IResult Healthy() => ApiAnswer.Of(new Readiness(IsReady: true, [], []), ApiJson.Default.Readiness);

    /// <summary>Ready is: every guardian answers, and the kill switch has read its record. What is engaged is ready: it obeys.</summary>
    internal async Task<IResult> ReadyAsync()
    {
        var missing = new List<string>();
        var here = await reader.ReadHereAsync();
        var silent = here.Count(reading => reading.Said is null);
        if (silent > 0)
            missing.Add($"{silent} guardians do not answer");
        var killSwitch = await reader.KillSwitchAsync();
        switch (killSwitch)
        {
            case null:
                missing.Add("the kill switch does not answer");
                break;
            case { State: KillSwitchState.Unreadable unreadable }:
                missing.Add($"the kill switch's record: {unreadable.Reason}");
                break;
            case { State: KillSwitchState.Clear or KillSwitchState.Engaged }:
                break;
            default:
                throw ClosedUnion.Unhandled(killSwitch.State);
        }

        return ApiAnswer.Of(
            new Readiness(missing.Count == 0, missing, [.. Degraded(here), .. Stuck()]),
            ApiJson.Default.Readiness,
            missing.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private IEnumerable<string> Stuck() =>
        log().Where(place => place.IsFull).Select(place => $"the log's {place.Output} takes no lines");

    /// <summary>Troubles of sessions by kind. Cancels are sent all the same, so a balancer must not cut the service off for them.</summary>
    private static IReadOnlyList<string> Degraded(IReadOnlyList<SessionReading> here) =>
        [
            .. here.SelectMany(reading => reading.Status?.Troubles ?? [])
                .GroupBy(trouble => trouble.Kind)
                .OrderBy(kind => kind.Key)
                .Select(kind => $"{kind.Count()} sessions: {kind.Key.Name()}"),
        ];
}
