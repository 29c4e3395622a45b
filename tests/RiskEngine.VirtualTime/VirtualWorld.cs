using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace RiskEngine.VirtualTime;

/// <summary>
/// An actor system on the test's own thread, in virtual time: a seed chooses which actor handles its next message, and
/// time passes only when the test says so.
/// </summary>
/// <remarks>
/// A dispatcher and a scheduler of its own, through Akka.NET's extension points. Akka.NET completes asks and phases of a
/// shutdown on the thread pool; the world waits for the pool after every message, so that the order is the seed's as long
/// as one message sends no two things there that race each other.
/// </remarks>
public sealed class VirtualWorld : IDisposable
{
    private static readonly Config Quiet = ConfigurationFactory.ParseString(
        """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          loggers = []
          coordinated-shutdown.run-by-actor-system-terminate = off
        }
        """
    );

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

    /// <summary>What chooses; a spec that fails names it.</summary>
    public int Seed { get; }

    /// <summary>The system. Its scheduler and all timeouts are in virtual time.</summary>
    public ActorSystem System { get; }

    /// <summary>The same clock for everything outside of the system.</summary>
    public TimeProvider Time { get; }

    /// <summary>Starts a system; nothing is logged unless the configuration says otherwise.</summary>
    /// <param name="config">Comes over the defaults; null: they stand.</param>
    /// <param name="seed">Null: that of <c>RISKENGINE_SEED</c>, or 1.</param>
    public static VirtualWorld Create(Config? config = null, int? seed = null) =>
        new((config ?? ConfigurationFactory.Empty).WithFallback(Quiet), seed ?? Seeds.Or(1));

    /// <summary>An actor that keeps what it is told, for the test to look at.</summary>
    public Listener Listen() => new(this);

    /// <summary>Asks an actor, in no time.</summary>
    public T Ask<T>(ICanTell actor, object question)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var asker = Listen();
        actor.Tell(question, asker.Ref);
        return asker.Expect<T>();
    }

    /// <summary>Does something when a time has passed: an answer that is on its way.</summary>
    public async Task<T> After<T>(TimeSpan time, Func<Task<T>> then)
    {
        ArgumentNullException.ThrowIfNull(then);
        await Task.Delay(time, Time).ConfigureAwait(false);
        return await then().ConfigureAwait(false);
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
