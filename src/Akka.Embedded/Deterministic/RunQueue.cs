namespace Akka.Embedded.Deterministic;

/// <summary>What could run next, of which the seed chooses one at a time.</summary>
internal sealed class RunQueue(int seed)
{
    private readonly Random _choice = new(seed);
    private readonly List<IThreadPoolWorkItem> _runnable = [];
    private int _runningThread;
    private string? _intruder;

    /// <summary>How many times the seed has chosen.</summary>
    public long Steps { get; private set; }

    public Action? BeforeStep { get; set; }

    public void Add(IThreadPoolWorkItem work)
    {
        lock (_runnable)
        {
            if (_runningThread != 0 && _runningThread != Environment.CurrentManagedThreadId)
                _intruder ??= Environment.StackTrace;
            _runnable.Add(work);
        }
    }

    public void Add(Action action) => Add(new ActionItem(action));

    /// <summary>Runs until nothing is left to run.</summary>
    /// <exception cref="InvalidOperationException">Another thread took part, or there is no end to it.</exception>
    public void Run(long maxSteps)
    {
        var context = SynchronizationContext.Current;
        // Without a context, and on the default task scheduler, continuations run where a task completes: here.
        SynchronizationContext.SetSynchronizationContext(null);
        _runningThread = Environment.CurrentManagedThreadId;
        try
        {
            for (var left = maxSteps; Next() is { } work; left--)
            {
                if (left == 0)
                    throw new InvalidOperationException($"The world does not come to rest within {maxSteps} steps.");
                work.Execute();
            }
        }
        finally
        {
            _runningThread = 0;
            SynchronizationContext.SetSynchronizationContext(context);
        }
        if (_intruder is { } intruder)
        {
            _intruder = null;
            throw new InvalidOperationException(
                $"Another thread took part, so the order is not determined by the seed. It came from: {intruder}"
            );
        }
    }

    private IThreadPoolWorkItem? Next()
    {
        BeforeStep?.Invoke();
        lock (_runnable)
        {
            if (_runnable.Count == 0)
                return null;
            Steps++;
            var index = _runnable.Count == 1 ? 0 : _choice.Next(_runnable.Count);
            var chosen = _runnable[index];
            _runnable[index] = _runnable[^1];
            _runnable.RemoveAt(_runnable.Count - 1);
            return chosen;
        }
    }

    private sealed class ActionItem(Action action) : IThreadPoolWorkItem
    {
        public void Execute() => action();
    }
}

/// <summary>Runs all actors of a world, one message at a time.</summary>
internal sealed class DeterministicDispatcher(RunQueue queue) : MessageDispatcher(throughput: 1)
{
    public override void Execute(IThreadPoolWorkItem work) => queue.Add(work);
}
