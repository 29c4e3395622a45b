using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
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

    [Fact]
    public async Task Stop_must_not_wait_for_requests_that_never_come_whole()
    {
        var host = new RunningHost();
        await host.InitializeAsync();
        var head =
            $"POST /api/sessions/maker-1/cancel HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {RunningHost.Alice}\r\n";
        using var line = await BeginAsync(host, "GET /api/sess");
        using var headers = await BeginAsync(host, head);
        using var body = await BeginAsync(host, $"{head}Content-Length: 40\r\n\r\n{{\"rea");

        await host.DisposeAsync().WaitAsync(RunningHost.Patience, TimeProvider.System);
    }

    private static async Task<TcpClient> BeginAsync(RunningHost host, string request)
    {
        var caller = new TcpClient();
        await caller.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        return caller;
    }
}
