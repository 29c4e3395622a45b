using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using RiskEngine.Hosting.Tests.Support;

namespace RiskEngine.Hosting.Tests.Starting;

public sealed class WithRiskEngineSpec
{
    private const string Threads = "risk-engine.guardian-dispatcher.dedicated-thread-pool.thread-count = 3";

    [Fact]
    public async Task Router_and_kill_switch_must_be_required_actors_when_the_host_has_started()
    {
        using var host = Hosts.Build(new ScriptedExchange());
        await host.StartAsync();

        (
            await host.Router().Ask<SessionCancelOutcome>(Hosts.Cancel("c-1"), Hosts.Patience)
        ).ShouldBeOfType<SessionCanceled>();
        (
            await host
                .Services.GetRequiredService<IRequiredActor<RiskEngineKillSwitch>>()
                .ActorRef.Ask<KillSwitchStatus>(GetKillSwitch.Instance, Hosts.Patience)
        ).State.ShouldBe(KillSwitchState.Clear.Instance);
        await host.StopAsync();
    }

    [Fact]
    public async Task Actors_added_after_the_engine_must_find_it_in_the_registry()
    {
        IActorRef? found = null;
        using var host = Hosts.Build(
            new ScriptedExchange(),
            more: builder => builder.WithActors((_, registry) => found = registry.Get<RiskEngineRouter>())
        );
        await host.StartAsync();

        found.ShouldBe(host.Router());
        await host.StopAsync();
    }

    [Fact]
    public async Task Container_must_give_handle_exchange_and_secrets_when_it_is_told_of_the_engine()
    {
        var exchange = new ScriptedExchange();
        using var host = Hosts.Build(services =>
            services
                .AddRiskEngine()
                .AddSingleton<IExchange>(exchange)
                .AddSingleton<ISecretSource>(new KnownSecrets())
                .AddAkka(
                    "desk",
                    (builder, provider) =>
                        builder
                            .AddHocon(
                                """
                                akka { loglevel = OFF, stdout-loglevel = OFF }
                                risk-engine { store.kind = memory, guardian.preflight = off, sessions.maker-1 { verification = none } }
                                """,
                                HoconAddMode.Append
                            )
                            .WithRiskEngine(provider)
                )
        );
        Should
            .Throw<InvalidOperationException>(() => host.Services.GetRequiredService<RiskEngineHandle>())
            .Message.ShouldContain("GetAsync");
        await host.StartAsync();

        var engine = host.Services.GetRequiredService<RiskEngineHandle>();
        engine.Router.ShouldBe(host.Router());
        await engine.Guardians[Hosts.Maker].Ask<SessionCancelOutcome>(Hosts.Cancel("c-1"), Hosts.Patience);
        exchange.Sent.ShouldHaveSingleItem().ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
        await host.StopAsync();
    }

    [Theory]
    [InlineData(true, HoconAddMode.Append)]
    [InlineData(true, HoconAddMode.Prepend)]
    [InlineData(false, HoconAddMode.Append)]
    [InlineData(false, HoconAddMode.Prepend)]
    public async Task Settings_and_dispatcher_must_be_the_systems_own_whatever_the_order_of_the_calls(
        bool isFirst,
        HoconAddMode mode
    )
    {
        using var host = Hosts.Build(builder =>
        {
            if (isFirst)
                Add();
            builder.WithRiskEngine(options =>
                (options.Exchanges, options.Secrets) = ([new ScriptedExchange()], new KnownSecrets())
            );
            if (!isFirst)
                Add();

            void Add() =>
                builder.AddHocon(
                    $$"""
                    akka { loglevel = OFF, stdout-loglevel = OFF }
                    risk-engine { node = desk-7, store.kind = memory, guardian.preflight = off, sessions.maker-1 { } }
                    {{Threads}}
                    """,
                    mode
                );
        });
        await host.StartAsync();

        var engine = HostedRiskEngine.Of(host.System());
        engine.Settings.Node.ShouldBe(new NodeName("desk-7"));
        var dispatcher = host.System().Dispatchers.Lookup("risk-engine.guardian-dispatcher").Configurator.Config;
        dispatcher.GetInt("dedicated-thread-pool.thread-count").ShouldBe(3);
        dispatcher.GetString("type").ShouldBe("RiskEngine.EngineDispatcherConfigurator, RiskEngine");
        await host.StopAsync();
    }

    [Fact]
    public async Task Start_must_name_every_fault_when_the_settings_are_wrong()
    {
        using var host = Hosts.Build(
            new ScriptedExchange(),
            "risk-engine { guardian.hedge-afer = 1s, sessions.maker-1.verification = sometimes }"
        );

        var failure = await Should.ThrowAsync<ConfigurationException>(() => host.StartAsync());

        failure.Message.ShouldContain("risk-engine.guardian.hedge-afer");
        failure.Message.ShouldContain("risk-engine.sessions.maker-1.verification");
    }

    [Theory]
    [InlineData("simulator.enabled = on", "risk-engine.simulator.enabled")]
    [InlineData("cluster.kind = akka", "risk-engine.cluster.kind")]
    [InlineData("alerts.webhook.url = \"https://127.0.0.1/hook\"", "risk-engine.alerts.webhook.url")]
    public async Task Start_must_fail_when_the_settings_ask_for_what_nobody_here_does(string setting, string key)
    {
        using var host = Hosts.Build(new ScriptedExchange(), $"risk-engine.{setting}");

        (await Should.ThrowAsync<ConfigurationException>(() => host.StartAsync())).Message.ShouldContain(key);
    }
}
