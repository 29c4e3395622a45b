using System.Net;
using System.Text.Json;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Api;

/// <summary>A list of open orders that is too long: said wherever somebody looks, and no reason to cut the service off.</summary>
public sealed class TroublesSpec(TroublesSpec.Host host) : IClassFixture<TroublesSpec.Host>
{
    [Fact]
    public async Task List_that_is_too_long_must_be_seen_in_session_and_readiness()
    {
        foreach (var alias in (string[])["maker-1", "maker-2"])
            await RunningHost.UntilAsync(async () =>
                KindsOf(await host.GetAsync($"/api/sessions/{alias}"))
                    .SequenceEqual(["NotStarted", "OpenOrdersTooLong"])
            );
        using var client = host.Client(null);
        using var answer = await client.GetAsync("/readyz");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        ready.GetProperty("isReady").GetBoolean().ShouldBeTrue();
        var degraded = ready.GetProperty("degraded").EnumerateArray().Select(x => x.GetString());
        degraded.ShouldBe(["2 sessions: OpenOrdersTooLong", "2 sessions: NotStarted"]);
    }

    [Fact]
    public async Task Cancel_must_say_why_it_could_not_be_verified()
    {
        host.PlaceOrder("maker-1");

        var answer = await host.PostAsync(
            "/api/sessions/maker-1/cancel",
            new { reason = "a test", deadlineMs = 2_000 }
        );

        answer.GetProperty("outcome").GetString().ShouldBe("unconfirmed");
        answer.GetProperty("reason").GetString().ShouldBe("OpenOrdersTooLong");
    }

    private static IEnumerable<string?> KindsOf(JsonElement session) =>
        session.GetProperty("troubles").EnumerateArray().Select(x => x.GetProperty("kind").GetString());

    public sealed class Host : RunningHost
    {
        protected override string Hocon => "risk-engine.simulator.faults = \"orders: huge\"";

        protected override bool IsUp(string? state) => state == "starting";
    }
}
