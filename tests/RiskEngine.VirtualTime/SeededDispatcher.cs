using System.Runtime.CompilerServices;
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
    private readonly ConditionalWeakTable<IRunnable, string> _paths = [];
    private ActorCell? _receiver;

    internal SeededDispatcher(MessageDispatcherConfigurator configurator, SeededQueue queue)
        : base(configurator)
    {
        _queue = queue;
        Throughput = 1;
    }

    /// <inheritdoc/>
    public override void Attach(ActorCell cell) => For(cell, () => base.Attach(cell));

    /// <inheritdoc/>
    public override void Dispatch(ActorCell cell, Envelope envelope) => For(cell, () => base.Dispatch(cell, envelope));

    /// <inheritdoc/>
    public override void SystemDispatch(ActorCell cell, SystemMessage message) =>
        For(cell, () => base.SystemDispatch(cell, message));

    /// <summary>A mailbox goes by its actor's path: it does not say whose it is, but it comes here in the call that first fills it.</summary>
    protected override void ExecuteTask(IRunnable run)
    {
        if (!_paths.TryGetValue(run, out var path) && _receiver is { } receiver && run is Mailbox)
            _paths.Add(run, path = receiver.Self.Path.ToStringWithoutAddress());
        _queue.Add(run, path ?? "");
    }

    /// <inheritdoc/>
    protected override void Shutdown() { }

    private void For(ActorCell receiver, Action act)
    {
        // A message for an actor that is to run anyway adds nothing to the queue, and yet came in somebody's order.
        _queue.Thread.Check();
        var before = _receiver;
        _receiver = receiver;
        try
        {
            act();
        }
        finally
        {
            _receiver = before;
        }
    }
}
