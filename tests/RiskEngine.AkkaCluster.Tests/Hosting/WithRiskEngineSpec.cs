using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RiskEngine.AkkaCluster.Tests.Engine;
using RiskEngine.AkkaCluster.Tests.Support;

namespace RiskEngine.AkkaCluster.Tests.Hosting;

public sealed class WithRiskEngineSpec
{
    [Fact]
    public async Task Engine_must_be_found_in_the_registry_and_cancel_when_its_host_runs()
    {
        var exchange = new SharedExchange();
        var settings = Desk.Settings(new NodeName("desk-1"), exchange);
        using var host = Host.CreateDefaultBuilder()
            .ConfigureServices(services =>
                services.AddAkka(
                    "desk",
                    builder =>
                        builder
                            .AddHocon(
                                """
                                akka { loglevel = OFF, stdout-loglevel = OFF, remote.dot-netty.tcp.port = 0 }
                                risk-engine-cluster.nodes = 1
                                """,
                                HoconAddMode.Prepend
                            )
                            .WithRiskEngine(settings)
                )
            )
            .Build();
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
        await host.StopAsync();
    }
}
