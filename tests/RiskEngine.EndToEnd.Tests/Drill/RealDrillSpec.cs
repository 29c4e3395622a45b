using System.Text.Json;
using RiskEngine.Core;
using RiskEngine.EndToEnd.Tests.Processes;
using RiskEngine.EndToEnd.Tests.Simulator;
using RiskEngine.Protocol;

namespace RiskEngine.EndToEnd.Tests.Drill;

/// <summary>The drill with the sessions of a configuration: the simulator is a process of its own, as an exchange would be.</summary>
[Long]
public sealed class RealDrillSpec : IDisposable
{
    private const long AfterTheDrill = 4_000_000_000_000;

    /// <summary>For what is proven as soon as it can be, on a machine however busy.</summary>
    private const string Long = "50s";

    /// <summary>For what is never proven, and is waited out.</summary>
    private const string Short = "2s";

    private readonly TemporaryFolder _folder = new();

    private string StorePath => _folder.PathOf("store");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Order_must_be_gone_and_the_evidence_name_the_address_when_real_sessions_are_drilled()
    {
        using var simulator = Program.Start(
            "RiskEngine.Simulator",
            ["--urls", "http://127.0.0.1:0", "--key", "account-demo", "--secret", "s3cret"]
        );
        try
        {
            var address = await SimulatedGemini.AddressOf(simulator);
            await using var client = SimulatedGemini.Gateway(address, "s3cret");
            (await Send(client, 1, NewOrder())).ShouldBeOfType<ExchangeAnswer.PrivateAccepted>();

            var drill = await DrillAsync(address, Long);
            var empty = await DrillAsync(address, Long);

            drill.ExitCode.ShouldBe(0, drill.Output + drill.Error);
            drill.Output.ShouldContain("no store is written");
            using var json = JsonDocument.Parse(
                await File.ReadAllTextAsync(
                    Directory.GetFiles(_folder.Path, "*.json").Order(StringComparer.Ordinal).First()
                )
            );
            var evidence = json.RootElement;
            evidence.GetProperty("verdict").GetString().ShouldBe("no open orders");
            evidence.GetProperty("sessionsWereReal").GetBoolean().ShouldBeTrue();
            evidence.GetProperty("exchange").GetString()!.ShouldContain(address.ToString());
            var session = evidence.GetProperty("sessions").EnumerateArray().ShouldHaveSingleItem();
            session.GetProperty("openBefore").GetInt32().ShouldBe(1);
            session.GetProperty("canceled").GetArrayLength().ShouldBe(1);
            Directory.Exists(StorePath).ShouldBeFalse("a drill's memory is its own");
            (await Send(client, AfterTheDrill, new ExchangeRequest.ReadOpenOrders()))
                .ShouldBeOfType<ExchangeAnswer.OpenOrdersRead>()
                .Orders.ShouldBeEmpty();

            foreach (
                var file in Directory.GetFiles(_folder.Path).Where(file => Path.GetExtension(file) is ".json" or ".md")
            )
                (await File.ReadAllTextAsync(file)).ShouldNotContain("s3cret");
            (drill.Output + drill.Error).ShouldNotContain("s3cret");

            empty.ExitCode.ShouldBe(1, empty.Output + empty.Error);
            empty.Output.ShouldContain("nothing was open before the cancel");
        }
        finally
        {
            simulator.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("https://api.gemini.invalid", "neither this machine nor Gemini's sandbox")]
    [InlineData("https://sandbox.example.invalid", "neither this machine nor Gemini's sandbox")]
    public async Task Drill_must_not_start_when_the_address_may_be_live(string address, string fault)
    {
        var drill = await DrillAsync(new Uri(address), Short);

        drill.ExitCode.ShouldBe(2, drill.Output + drill.Error);
        drill.Error.ShouldContain(fault);
        Directory.GetFiles(_folder.Path, "*.json").ShouldBeEmpty();
    }

    [Fact]
    public async Task Drill_must_start_and_prove_nothing_when_a_live_address_is_permitted_and_not_reached()
    {
        var drill = await DrillAsync(new Uri("https://api.gemini.invalid"), Short, "--yes-live");

        drill.ExitCode.ShouldBe(1, drill.Output + drill.Error);
        using var json = JsonDocument.Parse(
            await File.ReadAllTextAsync(Directory.GetFiles(_folder.Path, "*.json").ShouldHaveSingleItem())
        );
        json.RootElement.GetProperty("verdict").GetString().ShouldBe("not proven");
        json.RootElement.GetProperty("exchange").GetString()!.ShouldContain("api.gemini.invalid");
    }

    [Fact]
    public async Task Drill_must_name_every_option_that_does_not_fit_when_sessions_are_real()
    {
        var drill = await DrillAsync(new Uri("http://127.0.0.1:9"), Short, "--seed", "2", "--fault", "none");

        drill.ExitCode.ShouldBe(2, drill.Output + drill.Error);
        drill.Error.ShouldContain("--seed: is for the simulated exchange");
        drill.Error.ShouldContain("--fault: is for the simulated exchange");
    }

    private async Task<Program.Finished> DrillAsync(Uri address, string deadline, params string[] arguments)
    {
        var configuration = _folder.PathOf("desk.hocon");
        await File.WriteAllTextAsync(
            configuration,
            $$"""
            risk-engine {
              store.path = "{{StorePath}}/risk-engine.db"
              kill-switch.deadline = {{deadline}}
              guardian.default-deadline = {{deadline}}
              gemini.rest-base-address = "{{address.GetLeftPart(UriPartial.Authority)}}"
              sessions { demo { verification = account } }
            }
            """
        );
        return await Program.RunAsync(
            "RiskEngine.Host",
            ["drill", "--config", configuration, "--evidence", _folder.Path, .. arguments],
            ("RISKENGINE__SESSIONS__DEMO__APIKEY", "account-demo"),
            ("RISKENGINE__SESSIONS__DEMO__APISECRET", "s3cret")
        );
    }

    private static Task<ExchangeAnswer> Send(IExchangeGateway client, long nonce, ExchangeRequest request) =>
        client.SendAsync(
            new OutboundRequest(new AttemptId(1), new Nonce(nonce), Lane.Order, request),
            CancellationToken.None
        );

    private static ExchangeRequest.SendPrivate NewOrder() =>
        new(
            new PrivateEndpoint("/v1/order/new"),
            new RequestFields([
                new RequestField.Text("symbol", "btcusd"),
                new RequestField.Text("amount", "0.01"),
                new RequestField.Text("price", "50000"),
                new RequestField.Text("side", "buy"),
                new RequestField.Text("type", "exchange limit"),
            ])
        );
}
