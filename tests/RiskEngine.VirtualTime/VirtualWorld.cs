using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace RiskEngine.VirtualTime;

/// <summary>
/// An actor system on the test's own thread, in virtual time: a seed chooses which actor handles its next message, and
/// time passes only when the test says so.
/// </summary>
/// <remarks>
/// A dispatcher and a scheduler of its own, through Akka.NET's extension points. A step is over when its call returns:
/// nothing of the world runs on another thread, and whatever does all the same (reads the clock, sets a timer, sends a
/// message) fails the test with its stack. So Akka.NET's own <c>Ask</c>, <c>GracefulStop</c> and coordinated shutdown, which
/// continue on the thread pool, have no place here; nor, in a port of a test, have a <see cref="SemaphoreSlim"/>, a channel
/// and a delay that is canceled. Of several that await one task, .NET hands all but one to the thread pool.
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
          coordinated-shutdown {
            run-by-actor-system-terminate = off
            # It would keep every world until the process ends.
            run-by-clr-shutdown-hook = off
          }
        }
        """
    );

    private const string Dispatcher = "\"RiskEngine.VirtualTime.SeededDispatcherConfigurator, RiskEngine.VirtualTime\"";

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

    /// <summary>Sets the wall clock ahead, as a person or a time server does; nothing that waits is due sooner.</summary>
    public void SetWallAhead(TimeSpan by) => _scheduler.Clock.WallAhead += by;

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

    /// <summary>What the seed chose up to now: two worlds that went the same way say the same.</summary>
    public string Choices => _scheduler.Queue.Choices;

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
            _scheduler.Queue.Add(new ActionRunnable(timer), "");
            RunUntilQuiet();
        }
    }

    /// <summary>Handles messages until none is left, by when a task must be complete, and gives its result; time stands still.</summary>
    /// <exception cref="InvalidOperationException">It does not complete unless time passes.</exception>
    public T Await<T>(Task<T> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        RunUntilQuiet();
        if (!task.IsCompleted)
            throw new InvalidOperationException("The task does not complete unless time passes.");
#pragma warning disable RS0030 // The task has completed: nothing blocks.
        return task.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }

    /// <summary>Stops every actor. What Akka.NET does after the last one it does on the thread pool, where nothing of the world is left.</summary>
    /// <exception cref="InvalidOperationException">An actor does not stop unless time passes, or another thread was at work in the world.</exception>
    public void Dispose()
    {
        _ = System.Terminate();
        RunUntilQuiet();
        if (!((ExtendedActorSystem)System).Provider.TerminationTask.IsCompleted)
            throw new InvalidOperationException("An actor does not stop unless time passes.");
    }
}
