using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using RiskEngine.Hosting.Tests.Support;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Keys;

namespace RiskEngine.Hosting.Tests.Sample;

/// <summary>The desk on a simulated exchange: it trades, it is stopped, and it goes home without an open order.</summary>
public sealed class DeskSpec : IAsyncLifetime, IDisposable
{
    private const string Secret = "secret-of-a-test";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private GeminiSimulator _exchange = null!;
    private IHost _host = null!;

    public async Task InitializeAsync()
    {
        _exchange = await GeminiSimulator.StartAsync(
            new SimulatorOptions
            {
                Credentials =
                [
                    new ApiKey("maker-1", "account-maker-1", Secret) { Account = "desk-1" },
                    new ApiKey("taker-1", "account-taker-1", Secret) { Account = "desk-2" },
                ],
            }
        );
        _http.BaseAddress = _exchange.BaseAddress;
        _host = Hosts.Build(services =>
        {
            services.AddSingleton<ISecretSource>(new Secrets());
            services.AddSingleton(new OrderSender(_http, "account-taker-1", Secret));
            Desk.AddTo(
                services,
                $$"""
                akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }
                risk-engine {
                  gemini.rest-base-address = "{{_exchange.BaseAddress.GetLeftPart(UriPartial.Authority)}}"
                  store.path = "{{_folder.Store}}"
                  guardian { rehearsals = 0, list-lag-limit = 50ms, verify-pause = 5ms }
                }
                """
            );
        });
        await _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _host.Dispose();
        await _exchange.DisposeAsync();
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Desk_must_have_no_open_orders_when_it_is_engaged_and_none_when_it_stops()
    {
        await Hosts.UntilAsync(() => Task.FromResult(Open("maker-1") >= 2 && Open("taker-1") >= 2));
        (await ReadinessAsync()).ShouldBe(HealthStatus.Healthy);
        var engine = _host.Services.GetRequiredService<RiskEngineHandle>();
        var report = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        var listener = _host.System().ActorOf(Props.Create(() => new Listener(report)));
        _host.System().EventStream.Subscribe(listener, typeof(KillSwitchCompleted));
        _host.System().EventStream.Subscribe(listener, typeof(KillSwitchIncomplete));

        var engaged = await engine.KillSwitch.Ask<KillSwitchEngaged>(
            new EngageKillSwitch(
                KillSwitchScope.Everything.Instance,
                CommandId.New(),
                new RequestedBy.Person("ann"),
                new Reason("the market is disorderly")
            ),
            Hosts.Patience
        );

        var completed = (
            await report.Task.WaitAsync(Hosts.Patience, TimeProvider.System)
        ).ShouldBeOfType<KillSwitchCompleted>();
        completed.Applied.Select(x => x.Session).ShouldBe([Desk.Maker, Desk.Taker], ignoreOrder: true);
        (Open("maker-1"), Open("taker-1")).ShouldBe((0, 0));

        (
            await engine.KillSwitch.Ask<KillSwitchReset>(
                new ResetKillSwitch(
                    [engaged.Engagement.Id],
                    CommandId.New(),
                    new RequestedBy.Person("ann"),
                    new Reason("all is well")
                ),
                Hosts.Patience
            )
        ).State.ShouldBe(KillSwitchState.Clear.Instance);
        await Hosts.UntilAsync(() => Task.FromResult(Open("maker-1") >= 2 && Open("taker-1") >= 2));

        await _host.StopAsync();

        (Open("maker-1"), Open("taker-1")).ShouldBe((0, 0));
    }

    private int Open(string alias) => _exchange.World.OpenOrdersOf(alias).Count;

    private async Task<HealthStatus> ReadinessAsync() =>
        (
            await _host
                .Services.GetRequiredService<HealthCheckService>()
                .CheckHealthAsync(check => check.Tags.Contains("readiness"))
        ).Status;

    private sealed class Listener : ReceiveActor
    {
        public Listener(TaskCompletionSource<object> report) => ReceiveAny(said => report.TrySetResult(said));
    }

    private sealed class Secrets : ISecretSource
    {
        public string? Variable(string name) =>
            name.Split("__") switch
            {
                [_, _, var alias, "APIKEY"] => $"account-{alias}",
                [_, _, _, "APISECRET"] => Secret,
                _ => null,
            };

        public string File(string path) => throw new FileNotFoundException("A test has no files.", path);
    }
}
