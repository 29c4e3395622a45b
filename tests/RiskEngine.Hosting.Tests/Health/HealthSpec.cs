using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using RiskEngine.Hosting.Tests.Support;
using RiskEngine.Storage;

namespace RiskEngine.Hosting.Tests.Health;

public sealed class HealthSpec : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Engine_must_be_live_and_not_ready_while_a_session_starts_and_ready_once_it_has()
    {
        var roles = new TaskCompletionSource<ExchangeAnswer>();
        using var host = Build(
            new ScriptedExchange(request => request is ExchangeRequest.ReadRoles ? roles.Task : null),
            "risk-engine.guardian.preflight = on"
        );
        await host.StartAsync();

        (await CheckAsync(host, "liveness")).Status.ShouldBe(HealthStatus.Healthy);
        var waiting = await CheckAsync(host, "readiness");
        waiting.Status.ShouldBe(HealthStatus.Unhealthy);
        waiting.Description.ShouldBe("maker-1: starting");
        waiting.Tags.ShouldBe(["risk-engine", "readiness", "akka"], ignoreOrder: true);

        roles.SetResult(new ExchangeAnswer.RolesRead(KeyPermissions.Trade | KeyPermissions.OrderStatus));
        await Hosts.UntilAsync(async () => (await CheckAsync(host, "readiness")).Status is HealthStatus.Healthy);
        await host.StopAsync();
    }

    [Fact]
    public async Task Readiness_must_say_what_the_exchange_said_when_a_preflight_gets_no_answer()
    {
        using var host = Build(
            new ScriptedExchange(request =>
                request is ExchangeRequest.ReadRoles
                    ? Task.FromResult<ExchangeAnswer>(
                        new ExchangeAnswer.Unknown(
                            UnknownReason.ExchangeFailed,
                            new ExchangeReason("System", "maintenance")
                        )
                    )
                    : null
            ),
            "risk-engine.guardian { preflight = on, retry-first = 1ms, retry-longest = 5ms }"
        );
        await host.StartAsync();

        HealthReportEntry entry = default;
        await Hosts.UntilAsync(async () =>
            (entry = await CheckAsync(host, "readiness")).Description!.Contains("maintenance", StringComparison.Ordinal)
        );

        entry.Status.ShouldBe(HealthStatus.Unhealthy);
        ((IReadOnlyDictionary<string, string?>)entry.Data["starting"]).Keys.ShouldBe(["maker-1"]);
        await host.StopAsync();
    }

    [Fact]
    public async Task Readiness_must_name_the_store_when_another_engine_has_it()
    {
        await using var other = new SqliteStore(new SqliteStoreOptions(_folder.Store) { IsOneEngines = true });
        await other.KillSwitchLog.ReadAsync();
        using var host = Build(
            new ScriptedExchange(),
            $$"""
            risk-engine { store { kind = sqlite, path = "{{_folder.Store}}" }
              kill-switch.store-patience = 50ms }
            """
        );
        await host.StartAsync();

        var entry = await CheckAsync(host, "readiness");

        entry.Status.ShouldBe(HealthStatus.Unhealthy);
        entry.Description.ShouldStartWith("store: ");
        entry.Description.ShouldContain(nameof(KillSwitchUnreadableReason.Locked));
        (await CheckAsync(host, "liveness")).Status.ShouldBe(HealthStatus.Healthy);
        await host.StopAsync();
    }

    [Fact]
    public async Task Readiness_must_be_degraded_when_the_exchange_refuses_a_sessions_key()
    {
        using var host = Build(
            new ScriptedExchange(request =>
                request is ExchangeRequest.ReadRoles
                    ? Task.FromResult<ExchangeAnswer>(
                        new ExchangeAnswer.Refused(
                            RefusedReason.Credentials,
                            new ExchangeReason("InvalidSignature", "")
                        )
                    )
                    : null
            ),
            "risk-engine.guardian.preflight = on"
        );
        await host.StartAsync();

        await Hosts.UntilAsync(async () => (await CheckAsync(host, "readiness")).Status is HealthStatus.Degraded);

        (await CheckAsync(host, "readiness")).Description.ShouldBe("maker-1: the exchange refuses its key");
        await host.StopAsync();
    }

    [Fact]
    public async Task Readiness_must_hold_when_everything_is_engaged()
    {
        using var host = Build(new ScriptedExchange());
        await host.StartAsync();
        await HostedRiskEngine
            .Of(host.System())
            .Handle.KillSwitch.Ask<KillSwitchEngaged>(
                new EngageKillSwitch(
                    KillSwitchScope.Everything.Instance,
                    new CommandId("engage-1"),
                    new RequestedBy.Person("ann"),
                    new Reason("a test")
                ),
                Hosts.Patience
            );

        (await CheckAsync(host, "readiness")).Status.ShouldBe(HealthStatus.Healthy);
        await host.StopAsync();
    }

    [Fact]
    public async Task Liveness_must_fail_when_the_engine_is_gone_and_the_system_is_not()
    {
        using var host = Build(new ScriptedExchange());
        await host.StartAsync();
        var supervisor = await host.System().ActorSelection("/user/risk-engine").ResolveOne(Hosts.Patience);
        await supervisor.GracefulStop(Hosts.Patience);

        var report = await ReportAsync(host);

        report["risk-engine.liveness"].Status.ShouldBe(HealthStatus.Unhealthy);
        report["risk-engine.readiness"]
            .Description.ShouldBe("store: the kill switch does not answer; maker-1: its guardian does not answer");
        await host.StopAsync();
    }

    private static IHost Build(ScriptedExchange exchange, string hocon = "") =>
        Hosts.Build(
            exchange,
            hocon,
            builder => builder.WithRiskEngineLivenessCheck().WithRiskEngineReadinessCheck(),
            services => services.AddHealthChecks()
        );

    private static async Task<HealthReportEntry> CheckAsync(IHost host, string name) =>
        (await ReportAsync(host))[$"risk-engine.{name}"];

    private static async Task<IReadOnlyDictionary<string, HealthReportEntry>> ReportAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries;
}
