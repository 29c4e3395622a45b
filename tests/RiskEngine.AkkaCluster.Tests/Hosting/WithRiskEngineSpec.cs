using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using RiskEngine.AkkaCluster.Tests.Engine;
using RiskEngine.AkkaCluster.Tests.Support;
using RiskEngine.Hosting;

namespace RiskEngine.AkkaCluster.Tests.Hosting;

public sealed class WithRiskEngineSpec
{
    private const string Silent = """
        akka { loglevel = OFF, stdout-loglevel = OFF, remote.dot-netty.tcp.port = 0 }
        risk-engine-cluster.nodes = 1
        """;

    private static readonly NodeName Node = new("desk-1");

    [Fact]
    public async Task Engine_must_be_found_in_the_registry_and_cancel_when_its_host_runs()
    {
        var exchange = new SharedExchange();
        using var host = Build(exchange, Desk.Hocon(Node), options => options.UseAkkaCluster());
        await host.StartAsync();
        var (system, registry) = (
            host.Services.GetRequiredService<ActorSystem>(),
            host.Services.GetRequiredService<ActorRegistry>()
        );
        await Cluster.Get(system).JoinAsync(Cluster.Get(system).SelfAddress);

        await Nodes.UntilAsync(async () =>
            await registry
                .Get<RiskEngineRouter>()
                .Ask<SessionCancelOutcome>(Desk.Cancel(Desk.Sessions[0], "c-1"), TimeSpan.FromSeconds(10))
            is SessionCanceled
        );

        (await registry.Get<RiskEngineKillSwitch>().Ask<KillSwitchStatus>(GetKillSwitch.Instance)).State.ShouldBe(
            KillSwitchState.Clear.Instance
        );
        await Nodes.UntilAsync(async () => (await ReadinessAsync(host)).Status is HealthStatus.Healthy);
        HostedRiskEngine.Of(system).Settings.Cluster.ShouldNotBeNull().IsOverAkka.ShouldBeTrue();
        await host.StopAsync();
    }

    [Fact]
    public async Task Start_must_fail_when_the_host_wants_the_cluster_and_the_settings_do_not()
    {
        using var host = Build(
            new SharedExchange(),
            "risk-engine { store.kind = memory, cluster.kind = none, sessions.maker-1 { } }",
            options => options.UseAkkaCluster()
        );

        (await Should.ThrowAsync<ConfigurationException>(() => host.StartAsync())).Message.ShouldContain(
            "risk-engine.cluster.kind"
        );
    }

    private static async Task<HealthReportEntry> ReadinessAsync(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries[
            "risk-engine.readiness"
        ];

    private static IHost Build(SharedExchange exchange, string hocon, Action<RiskEngineOptions> configure) =>
        Host.CreateDefaultBuilder()
            .ConfigureServices(services => services.AddHealthChecks())
            .ConfigureServices(services =>
                services.AddAkka(
                    "desk",
                    builder =>
                        builder
                            .AddHocon(Silent, HoconAddMode.Prepend)
                            .WithRiskEngine(options =>
                            {
                                options.Exchanges = [exchange.SeenFrom(Node)];
                                options.Secrets = Desk.Keys;
                                configure(options);
                            })
                            .AddHocon(hocon, HoconAddMode.Append)
                            .WithRiskEngineReadinessCheck()
                )
            )
            .Build();
}
