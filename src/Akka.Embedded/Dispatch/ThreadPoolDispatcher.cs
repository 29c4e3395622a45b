namespace Akka.Dispatch;

/// <summary>Runs actors on the process's thread pool, in the order in which they got work.</summary>
internal sealed class ThreadPoolDispatcher(string id, int throughput) : MessageDispatcher(id, throughput)
{
    // The pool's global queue is first in, first out. A thread's own queue is not: there two actors that keep each
    // other busy would starve all others.
    internal override void Execute(IThreadPoolWorkItem work) =>
        ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
}

/// <summary>Runs actors on threads of its own, so that a starved pool does not hold them up.</summary>
internal sealed class DedicatedThreadDispatcher : MessageDispatcher
{
    private readonly Queue<IThreadPoolWorkItem> _work = new();
    private readonly bool _pinned;
    private bool _stopped;

    /// <param name="id">Where the dispatcher is configured.</param>
    /// <param name="throughput">Messages in one go.</param>
    /// <param name="threads">How many threads.</param>
    /// <param name="pinned">True when the dispatcher belongs to one actor and ends with it.</param>
    public DedicatedThreadDispatcher(string id, int throughput, int threads, bool pinned)
        : base(id, throughput)
    {
        _pinned = pinned;
        for (var i = 1; i <= threads; i++)
            new Thread(Work) { IsBackground = true, Name = $"{id}-{i}" }.Start();
    }

    internal override void Execute(IThreadPoolWorkItem work)
    {
        lock (_work)
        {
            _work.Enqueue(work);
            Monitor.Pulse(_work);
        }
    }

    internal override void Detach()
    {
        if (_pinned)
            Shutdown();
    }

    internal override void Shutdown()
    {
        lock (_work)
        {
            _stopped = true;
            Monitor.PulseAll(_work);
        }
    }

    private void Work()
    {
        while (true)
        {
            IThreadPoolWorkItem? work;
            lock (_work)
            {
                while (!_work.TryDequeue(out work))
                {
                    if (_stopped)
                        return;
                    Monitor.Wait(_work);
                }
            }
            work.Execute();
        }
    }
}

/// <summary>Runs an actor on the thread that sends to it: for tests that want to see the effect at once.</summary>
internal sealed class CallingThreadDispatcher(string id) : MessageDispatcher(id, int.MaxValue)
{
    internal override void Execute(IThreadPoolWorkItem work)
    {
        // An awaiting handler must come back to its actor, not to the context of the test that called.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            work.Execute();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
