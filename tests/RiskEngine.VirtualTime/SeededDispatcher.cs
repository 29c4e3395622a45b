using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

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
    public override void Dispatch(ActorCell cell, Envelope envelope)
    {
        // A message for an actor that is to run anyway adds nothing to the queue, and yet came in somebody's order.
        _queue.Thread.Check();
        base.Dispatch(cell, envelope);
    }

    /// <inheritdoc/>
    public override void SystemDispatch(ActorCell cell, SystemMessage message)
    {
        _queue.Thread.Check();
        base.SystemDispatch(cell, message);
    }

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run) => _queue.Add(run);

    /// <inheritdoc/>
    protected override void Shutdown() { }
}
