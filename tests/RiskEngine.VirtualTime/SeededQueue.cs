using Akka.Dispatch;

namespace RiskEngine.VirtualTime;

/// <summary>What could run next, of which a seed chooses one at a time.</summary>
internal sealed class SeededQueue
{
    private readonly List<IRunnable> _runnable = [];
#pragma warning disable RS0030 // The seed is set, and named by whoever fails.
    private Random _choice = new(1);

    internal void Seed(int seed) => _choice = new Random(seed);
#pragma warning restore RS0030

    internal Action? BeforeStep { get; set; }

    internal void Add(IRunnable work)
    {
        lock (_runnable)
        {
            _runnable.Add(work);
            Monitor.Pulse(_runnable);
        }
    }

    /// <summary>Runs until nothing is left to run, here or on the pool.</summary>
    internal void Run()
    {
        var context = SynchronizationContext.Current;
        // Without a context, continuations run where a task completes: here.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            do PoolWatch.Settle();
            while (RunNext());
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Runs until a task is complete; what it does on other threads may take real time, within a limit.</summary>
    internal bool RunUntil(Task task, TimeSpan limit)
    {
        _ = task.ContinueWith(_ => Wake(), TaskScheduler.Default);
        do Run();
        while (!task.IsCompleted && Wait(task, limit));
        Run();
        return task.IsCompleted;
    }

    private void Wake()
    {
        lock (_runnable)
            Monitor.Pulse(_runnable);
    }

    /// <summary>False: nothing happened within the limit.</summary>
    private bool Wait(Task task, TimeSpan limit)
    {
        lock (_runnable)
        {
            while (_runnable.Count == 0 && !task.IsCompleted)
                if (!Monitor.Wait(_runnable, limit))
                    return false;
            return true;
        }
    }

    private bool RunNext()
    {
        var next = Next();
        next?.Run();
        return next is not null;
    }

    private IRunnable? Next()
    {
        BeforeStep?.Invoke();
        lock (_runnable)
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
