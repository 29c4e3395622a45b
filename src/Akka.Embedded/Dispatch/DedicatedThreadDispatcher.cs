namespace Akka.Dispatch;

/// <summary>Runs actors on threads of its own, so that a starved pool does not hold them up.</summary>
internal sealed class DedicatedThreadDispatcher : MessageDispatcher
{
    /// <summary>The dispatcher whose thread this is.</summary>
    [ThreadStatic]
    private static DedicatedThreadDispatcher? _runs;

    private readonly Queue<IThreadPoolWorkItem> _work = new();
    private bool _stopped;

    /// <param name="id">Where the dispatcher is configured.</param>
    /// <param name="throughput">Messages in one go.</param>
    /// <param name="threads">How many threads.</param>
    /// <param name="pinned">True when the dispatcher belongs to one actor and ends with it.</param>
    public DedicatedThreadDispatcher(string id, int throughput, int threads, bool pinned)
        : base(throughput)
    {
        IsPinned = pinned;
        for (var i = 1; i <= threads; i++)
            new Thread(Work) { IsBackground = true, Name = $"{id}-{i}" }.Start();
    }

    public bool IsPinned { get; }

    public override void Execute(IThreadPoolWorkItem work)
    {
        lock (_work)
        {
            _work.Enqueue(work);
            // One of its own threads comes for it when its turn is over; a second piece is for another.
            if (_runs != this || _work.Count > 1)
                Monitor.Pulse(_work);
        }
    }

    public override void Detach()
    {
        if (IsPinned)
            Shutdown();
    }

    public override void Shutdown()
    {
        lock (_work)
        {
            _stopped = true;
            Monitor.PulseAll(_work);
        }
    }

    private void Work()
    {
        _runs = this;
        while (Next() is { } work)
            work.Execute();
    }

    /// <summary>Waits for work; null when there will be none.</summary>
    private IThreadPoolWorkItem? Next()
    {
        lock (_work)
        {
            while (_work.Count == 0 && !_stopped)
                Monitor.Wait(_work);
            _work.TryDequeue(out var work);
            return work;
        }
    }
}
