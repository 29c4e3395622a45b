using System.Text.Json.Nodes;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary><c>/v1/heartbeat</c>: does nothing but be an authenticated message, and every one of those resets the timer.</summary>
internal static class Heartbeat
{
    public static Answer Run(Call call) => Json.Ok(new JsonObject { ["result"] = "ok" });
}
