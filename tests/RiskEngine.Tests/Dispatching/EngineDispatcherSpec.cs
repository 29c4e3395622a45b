using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Dispatching;

/// <summary>The threads that the engine's actors run on, as Akka.NET understood the configuration.</summary>
public sealed class EngineDispatcherSpec
{
    [Theory]
    [InlineData("type = Dispatcher, executor = default-executor")]
    [InlineData("executor = task-executor")]
    [InlineData("executor = thread-pool-executor")]
    [InlineData("type = TaskDispatcher")]
    public async Task Engine_must_not_start_when_its_actors_would_run_on_the_pool(string dispatcher)
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => Start(dispatcher));

        failure.Message.ShouldContain("risk-engine.guardian-dispatcher");
    }

    [Theory]
    [InlineData("")]
    [InlineData("dedicated-thread-pool.thread-count = 4")]
    [InlineData("type = Dispatcher")]
    [InlineData("type = ForkJoinDispatcher")]
    public async Task Engine_must_start_when_its_actors_have_threads_of_their_own(string dispatcher)
    {
        var engine = await Start(dispatcher);

        engine.Guardians.ShouldNotBeEmpty();
    }

    private static async Task<RiskEngineHandle> Start(string dispatcher)
    {
        var config = ConfigurationFactory.ParseString(
            $$"""
            akka { loglevel = OFF, stdout-loglevel = OFF }
            risk-engine.guardian-dispatcher { {{dispatcher}} }
            risk-engine.guardian.rehearsals = 0
            risk-engine.sessions.maker-1 { }
            """
        );
        var settings = RiskEngineSettings
            .Read(config, KnownSecrets.For("maker-1"), new ScriptedExchange())
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;
        var system = ActorSystem.Create("dispatched", config);
        try
        {
            return await system.StartRiskEngine(settings);
        }
        finally
        {
            await system.Terminate();
        }
    }
}
