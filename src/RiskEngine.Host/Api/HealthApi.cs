using Microsoft.AspNetCore.Http;
using RiskEngine.Host.Streaming;

namespace RiskEngine.Host.Api;

/// <summary>Whether the process lives, and whether it can do what it is there for; for those who start and stop it.</summary>
internal sealed class HealthApi(EngineReader reader, Func<IReadOnlyList<LogHealth>> log)
{
    internal static IResult Healthy() => ApiAnswer.Of(new Readiness(IsReady: true, [], []), ApiJson.Default.Readiness);

    /// <summary>Ready is: it can be asked to stop, since the kill switch answers and has tried to read its record.</summary>
    /// <remarks>
    /// A store that is down or another's keeps no stop from being carried out, and holds every node alike: were it not ready,
    /// a balancer would cut off all of them, and an update of one node after the other would never end. What is engaged is ready.
    /// </remarks>
    internal async Task<IResult> ReadyAsync()
    {
        var here = await reader.ReadHereAsync();
        var (missing, degraded) = SwitchWords(await reader.KillSwitchAsync());
        return ApiAnswer.Of(
            new Readiness(
                missing is null,
                missing is null ? [] : [missing],
                [.. degraded, .. Silent(here), .. Degraded(here), .. Stuck()]
            ),
            ApiJson.Default.Readiness,
            missing is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    /// <summary>What keeps the kill switch from being asked, or null, and what works less well.</summary>
    internal static (string? Missing, IReadOnlyList<string> Degraded) SwitchWords(KillSwitchStatus? killSwitch) =>
        killSwitch?.State switch
        {
            null => ("the kill switch does not answer", []),
            KillSwitchState.Unreadable { Reason: KillSwitchUnreadableReason.NotReadYet and var reason } => (
                $"the kill switch's record: {reason}",
                []
            ),
            KillSwitchState.Unreadable { Reason: var reason } => (null, [$"the kill switch's record: {reason}"]),
            KillSwitchState.Clear or KillSwitchState.Engaged => (null, []),
            var other => throw ClosedUnion.Unhandled(other),
        };

    private static IEnumerable<string> Silent(IReadOnlyList<SessionReading> here) =>
        here.Count(reading => reading.Said is null) is > 0 and var silent ? [$"{silent} guardians do not answer"] : [];

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
