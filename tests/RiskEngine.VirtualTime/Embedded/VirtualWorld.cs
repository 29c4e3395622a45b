using Akka.Configuration;
using Akka.Embedded.Deterministic;

namespace RiskEngine.VirtualTime;

public sealed partial class VirtualWorld
{
    private readonly DeterministicWorld _world;

    private VirtualWorld(Config config, int seed)
    {
        Seed = seed;
        _world = DeterministicWorld.Create("virtual", seed, config);
        System = _world.System;
        Time = _world.Time;
    }

    /// <summary>Called before each message that is handled: a spec may tell somebody something at any step.</summary>
    public Action? BeforeStep
    {
        get => _world.BeforeStep;
        set => _world.BeforeStep = value;
    }

    /// <summary>Handles messages until none is left; time stands still.</summary>
    public void RunUntilQuiet() => _world.RunUntilIdle();

    /// <summary>Lets time pass: everything due until then happens at its own time, with all that follows from it.</summary>
    public void Advance(TimeSpan time) => _world.Advance(time);

    /// <summary>Handles messages until a task is complete, and gives its result; time stands still.</summary>
    /// <exception cref="InvalidOperationException">It does not complete unless time passes.</exception>
    public T Await<T>(Task<T> task)
    {
        ArgumentNullException.ThrowIfNull(task);
        RunUntilQuiet();
        return task.IsCompleted
            ? _world.Await(task)
            : throw new InvalidOperationException("The task does not complete unless time passes.");
    }

    /// <summary>Stops the system.</summary>
    public void Dispose() => _world.Dispose();
}
