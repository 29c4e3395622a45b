using Microsoft.AspNetCore.Http;
using RiskEngine.Host.Streaming;

namespace RiskEngine.Host.Api;

/// <summary>Whether the process lives, and whether it can do what it is there for; for those who start and stop it.</summary>
internal sealed class HealthApi(EngineReader reader)
{
    internal static IResult Healthy() => ApiAnswer.Of(new Readiness(IsReady: true, []), ApiJson.Default.Readiness);

    /// <summary>Ready is: every guardian answers, and the kill switch has read its record. What is engaged is ready: it obeys.</summary>
    internal async Task<IResult> ReadyAsync()
    {
        var missing = new List<string>();
        var silent = await reader.SilentAsync();
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
            new Readiness(missing.Count == 0, missing),
            ApiJson.Default.Readiness,
            missing.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }
}
