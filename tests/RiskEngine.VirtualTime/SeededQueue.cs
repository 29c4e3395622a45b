using Akka.Dispatch;

namespace RiskEngine.VirtualTime;

/// <summary>What could run next, of which a seed chooses one at a time.</summary>
internal sealed class SeededQueue(WorldThread thread)
{
    private readonly List<IRunnable> _runnable = [];
    private readonly Lock _gate = new();
#pragma warning disable RS0030 // The seed is set, and named by whoever fails.
    private Random _choice = new(1);
    private int _seed = 1;

    internal void Seed(int seed) => (_choice, _seed) = (new Random(seed), seed);
#pragma warning restore RS0030

    internal WorldThread Thread => thread;

    internal Action? BeforeStep { get; set; }

    internal void Add(IRunnable work)
    {
        thread.Check();
        // Another thread's is a violation, which is told at the end of the step; until then the list stays whole.
        lock (_gate)
            _runnable.Add(work);
    }

    /// <summary>Runs until nothing is left to run.</summary>
    /// <exception cref="InvalidOperationException">Another thread took part.</exception>
    internal void Run()
    {
        thread.Check();
        var context = SynchronizationContext.Current;
        // Without a context, continuations run where a task completes: here.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (Next() is { } next)
            {
                next.Run();
                thread.ThrowIfTrespassed(_seed);
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        thread.ThrowIfTrespassed(_seed);
    }

    private IRunnable? Next()
    {
        BeforeStep?.Invoke();
        lock (_gate)
        {
            if (_runnable.Count == 0)
                return null;
            var index = _choice.Next(_runnable.Count);
            var chosen = _runnable[index];
            _runnable[index] = _runnable[^1];
            _runnable.RemoveAt(_runnable.Count - 1);
            return chosen;
        }
    }
}
