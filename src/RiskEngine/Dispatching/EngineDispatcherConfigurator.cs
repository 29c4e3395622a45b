using Akka.Configuration;
using Akka.Dispatch;

namespace RiskEngine;

/// <summary>Makes the dispatcher of the engine's actors; Akka.NET finds it by the type that the reference names.</summary>
internal sealed class EngineDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly EngineThreads _threads;

    public EngineDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
        // As Akka.NET reads them for its own, of which it takes nought for no limit.
        var deadline = config.GetTimeSpan("throughput-deadline-time", TimeSpan.Zero).Ticks;
        _threads = new EngineThreads(
            this,
            config.GetString("id"),
            config.GetInt("throughput"),
            deadline > 0 ? deadline : null,
            ConfigureExecutor(),
            config.GetTimeSpan("shutdown-timeout")
        );
    }

    public override MessageDispatcher Dispatcher() => _threads;
}
