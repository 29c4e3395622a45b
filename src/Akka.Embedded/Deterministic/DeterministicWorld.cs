namespace Akka.Embedded.Deterministic;

/// <summary>
/// An actor system on one thread, the caller's, in virtual time. A seed chooses which actor handles its next message,
/// so the same seed gives the same order of every message, timer and log line, and other seeds other orders.
/// </summary>
/// <remarks>
/// Nothing runs until <see cref="RunUntilIdle"/>, <see cref="Advance"/> or <see cref="Await{T}"/>. Tasks that complete
/// in between, on <see cref="Time"/> or by a port of the test, become messages in the seed's order as well. Code that
/// leaves the thread (<c>Task.Run</c>, sockets, the real clock) does not belong here: the next run reports it.
/// </remarks>
public sealed class DeterministicWorld : IDisposable
{
    /// <summary>How many steps a run may take before the world counts as never coming to rest.</summary>
    public const long MaxStepsPerRun = 10_000_000;

    private readonly VirtualClock _clock;
    private readonly RunQueue _queue;
    private readonly ActorSystemImpl _system;

    private DeterministicWorld(string name, int seed, Config config)
    {
        Seed = seed;
        _queue = new RunQueue(seed);
        _clock = new VirtualClock(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var host = new SystemHost(_clock, _clock.Timers, new DeterministicDispatcher(_queue), _queue.Add);
        _system = new ActorSystemImpl(name, config, host).Start();
        RunUntilIdle();
    }

    /// <summary>What chooses.</summary>
    public int Seed { get; }

    /// <summary>The system; its scheduler and all timeouts are in virtual time.</summary>
    public ActorSystem System => _system;

    /// <summary>The virtual clock for everything outside of the system; its timers run in the same order.</summary>
    public TimeProvider Time => _clock;

    /// <summary>Called before the seed chooses, on the world's thread: a test may tell somebody something at any step.</summary>
    public Action? BeforeStep
    {
        get => _queue.BeforeStep;
        set => _queue.BeforeStep = value;
    }

    /// <summary>How many times the seed has chosen; equal steps of equal seeds are equal states.</summary>
    public long Steps => _queue.Steps;

    /// <summary>Starts a system with the given configuration over the defaults, at the beginning of the year 2000, UTC.</summary>
    public static DeterministicWorld Create(string name, int seed, Config? config = null) =>
        new(name, seed, config ?? Config.Empty);

    /// <summary>Handles messages until none is left; time stands still.</summary>
    /// <exception cref="InvalidOperationException">Another thread took part, or the world does not come to rest.</exception>
    public void RunUntilIdle() => _queue.Run(MaxStepsPerRun);

    /// <summary>Lets time pass: everything due until then happens at its own time, with all that follows from it.</summary>
    /// <exception cref="InvalidOperationException">Another thread took part, or the world does not come to rest.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var end = _clock.Elapsed + time;
        RunUntilIdle();
        while (_clock.Timers.NextDue is { } due && due <= end)
            RunDue(due);
        _clock.Elapsed = end;
    }

    /// <summary>Lets time pass to the next timer; false when there is none.</summary>
    public bool AdvanceToNextTimer()
    {
        RunUntilIdle();
        if (_clock.Timers.NextDue is not { } due)
            return false;
        RunDue(due);
        return true;
    }

    /// <summary>Lets time pass until a task is complete, and gives its result.</summary>
    /// <exception cref="InvalidOperationException">Nothing is left that could complete it.</exception>
    public T Await<T>(Task<T> task)
    {
        Await((Task)task);
#pragma warning disable RS0030 // The task has completed: nothing blocks.
        return task.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }

    /// <summary>Lets time pass until a task is complete.</summary>
    /// <exception cref="InvalidOperationException">Nothing is left that could complete it.</exception>
    public void Await(Task task)
    {
        RunUntilIdle();
        while (!task.IsCompleted)
            if (!AdvanceToNextTimer())
                throw new InvalidOperationException("Nothing is left that could complete the task.");
#pragma warning disable RS0030 // The task has completed: nothing blocks.
        task.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }

    /// <summary>Stops all actors; time passes as far as that takes.</summary>
    public void Dispose()
    {
        var terminated = _system.Terminate();
        RunUntilIdle();
        while (!terminated.IsCompleted && AdvanceToNextTimer()) { }
    }

    private void RunDue(TimeSpan due)
    {
        if (due > _clock.Elapsed)
            _clock.Elapsed = due;
        // One at a time: what a timer starts may run before the next timer of the same instant.
        if (_clock.Timers.TakeDue(due) is { } work)
            _queue.Add(work.Run);
        RunUntilIdle();
    }
}
