using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace RiskEngine.VirtualTime;

public sealed partial class VirtualWorld
{
    private const string Dispatcher = "\"RiskEngine.VirtualTime.SeededDispatcherConfigurator, RiskEngine.VirtualTime\"";

    /// <summary>For what Akka.NET does on the thread pool, outside of its dispatchers: asks, and the phases of a shutdown.</summary>
    private static readonly TimeSpan RealLimit = TimeSpan.FromSeconds(20);

    private readonly VirtualScheduler _scheduler;

    private VirtualWorld(Config config, int seed)
    {
        var virtually = ConfigurationFactory.ParseString(
            $$"""
            akka.scheduler.implementation = "RiskEngine.VirtualTime.VirtualScheduler, RiskEngine.VirtualTime"
            akka.actor.default-dispatcher.type = {{Dispatcher}}
            akka.actor.internal-dispatcher.type = {{Dispatcher}}
            risk-engine.guardian-dispatcher.type = {{Dispatcher}}
            """
        );
        Seed = seed;
        System = ActorSystem.Create("virtual", virtually.WithFallback(config));
        _scheduler = (VirtualScheduler)System.Scheduler;
        _scheduler.Queue.Seed(seed);
        Time = _scheduler.Clock;
        RunUntilQuiet();
    }

    /// <summary>Called before each message that is handled: a spec may tell somebody something at any step.</summary>
    public Action? BeforeStep
    {
        get => _scheduler.Queue.BeforeStep;
        set => _scheduler.Queue.BeforeStep = value;
    }

    /// <summary>Handles messages until none is left; time stands still.</summary>
    public void RunUntilQuiet() => _scheduler.Queue.Run();

    /// <summary>Lets time pass: everything due until then happens at its own time, with all that follows from it.</summary>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var end = _scheduler.Clock.Elapsed + time;
        RunUntilQuiet();
        while (_scheduler.Clock.TakeDue(end) is { } timer)
        {
            _scheduler.Queue.Add(new ActionRunnable(timer));
            RunUntilQuiet();
        }
    }

    /// <summary>Handles messages until a task is complete, and gives its result; time stands still.</summary>
    /// <exception cref="InvalidOperationException">It does not complete unless time passes.</exception>
    public T Await<T>(Task<T> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (!_scheduler.Queue.RunUntil(task, RealLimit))
            throw new InvalidOperationException("The task does not complete unless time passes.");
#pragma warning disable RS0030 // The task has completed: nothing blocks.
        return task.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }

    /// <summary>Stops the system.</summary>
    public void Dispose() => _scheduler.Queue.RunUntil(System.Terminate(), RealLimit);
}
