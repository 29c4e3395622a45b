using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RiskEngine.Host.Tests.Support;
using RiskEngine.Simulator.Faults;

namespace RiskEngine.Host.Tests.Service;

public sealed class StopSpec
{
    [Fact]
    public async Task Call_under_way_must_be_answered_when_the_service_stops()
    {
        var host = new RunningHost();
        await host.InitializeAsync();
        host.Plan.Simulator!.World.UseFaults(FaultPlan.Parse("cancel/session: stall"));
        var call = host.SendAsync("/api/sessions/maker-1/cancel", new { reason = "a test" });
        await RunningHost.UntilAsync(() =>
            Task.FromResult(host.Plan.Simulator!.World.Requests.Any(x => x.Path == "/v1/order/cancel/session"))
        );

        await host.DisposeAsync();

        using var answer = await call;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (told.GetProperty("outcome").GetString(), told.GetProperty("reason").GetString()).ShouldBe(
            ("unconfirmed", "EngineStopped")
        );
    }
}
