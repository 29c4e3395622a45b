using Akka.Configuration;
using Akka.Dispatch;

namespace RiskEngine.VirtualTime;

/// <summary>Makes <see cref="SeededDispatcher"/>, by its name in the configuration.</summary>
public sealed class SeededDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : MessageDispatcherConfigurator(config, prerequisites)
{
    private SeededDispatcher? _dispatcher;

    /// <inheritdoc/>
    public override MessageDispatcher Dispatcher() =>
        _dispatcher ??= new SeededDispatcher(this, ((VirtualScheduler)Prerequisites.Scheduler).Queue);
}

/// <summary>Runs its actors one message at a time, on the thread of the test.</summary>
internal sealed class SeededDispatcher : MessageDispatcher
{
    private readonly SeededQueue _queue;

    internal SeededDispatcher(MessageDispatcherConfigurator configurator, SeededQueue queue)
        : base(configurator)
    {
        _queue = queue;
        Throughput = 1;
    }

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run) => _queue.Add(run);

    /// <inheritdoc/>
    protected override void Shutdown() { }
}
