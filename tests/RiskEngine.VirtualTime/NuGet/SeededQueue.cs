using Akka.Dispatch;

namespace RiskEngine.VirtualTime;

/// <summary>What could run next, of which a seed chooses one at a time.</summary>
internal sealed class SeededQueue
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(1);

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

    /// <summary>Runs until nothing is left to run.</summary>
    internal void Run()
    {
        var context = SynchronizationContext.Current;
        // Without a context, continuations run where a task completes: here.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (Next() is { } work)
                work.Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Runs until nothing is left to run, here or on the pool; what the pool keeps busy for longer is not the world's.</summary>
    internal void RunUntilQuiet(TimeSpan patience)
    {
        Run();
        var left = patience;
        while (PoolWatch.IsBusy && left > TimeSpan.Zero)
        {
            left = Comes(Glance) ? patience : left - Glance;
            Run();
        }

        Run();
        if (left <= TimeSpan.Zero)
            PoolWatch.Keep();
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

    /// <summary>False: nothing to run came within the limit.</summary>
    private bool Comes(TimeSpan limit)
    {
        lock (_runnable)
            return _runnable.Count > 0 || (Monitor.Wait(_runnable, limit) && _runnable.Count > 0);
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
