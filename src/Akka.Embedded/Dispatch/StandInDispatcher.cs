namespace Akka.Dispatch;

/// <summary>
/// Runs actors on the process's pool while that comes at once, and on threads of its own when it does not. A thread of
/// a pool that has nothing to do is quicker than one that must be woken; but a pool that is blocked or flooded holds up
/// whoever relies on it.
/// </summary>
internal sealed class StandInDispatcher : MessageDispatcher, IThreadPoolWorkItem
{
    /// <summary>Seen so often to be awaited, the pool is late.</summary>
    private const int LooksUntilLate = 2;

    /// <summary>After so many looks at nothing the watch sleeps until there is work.</summary>
    private const int LooksUntilAsleep = 100;

    /// <summary>The dispatcher that this thread works for.</summary>
    [ThreadStatic]
    private static StandInDispatcher? _worksFor;

    private readonly Queue<IThreadPoolWorkItem> _work = new();
    private readonly Func<IThreadPoolWorkItem, bool> _callPool;
    private readonly TimeSpan _look;
    private readonly int _threads;
    private int _ofPool;
    private int _looks;
    private bool _isAsked;
    private bool _isLate;
    private bool _isAsleep;
    private bool _stopped;

    /// <param name="id">Where the dispatcher is configured.</param>
    /// <param name="throughput">Messages in one go.</param>
    /// <param name="threads">How many threads of its own, and how many of the pool at most.</param>
    /// <param name="look">How often the watch looks whether the pool has come.</param>
    /// <param name="callPool">Has the pool execute something, and says whether other work waits there already.</param>
    public StandInDispatcher(
        string id,
        int throughput,
        int threads,
        TimeSpan look,
        Func<IThreadPoolWorkItem, bool> callPool
    )
        : base(throughput)
    {
        _threads = threads;
        _look = look;
        _callPool = callPool;
        for (var i = 1; i <= threads; i++)
        {
            var watches = i == 1;
            new Thread(() => StandIn(watches)) { IsBackground = true, Name = $"{id}-{i}" }.Start();
        }
    }

    /// <summary>Calls the pool of this process.</summary>
    public static bool CallPool(IThreadPoolWorkItem work)
    {
        var isBusy = ThreadPool.PendingWorkItemCount > 0;
        ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
        return isBusy;
    }

    public override void Execute(IThreadPoolWorkItem work)
    {
        lock (_work)
        {
            _work.Enqueue(work);
            // This very thread comes for it when its turn is over; a second piece is for another.
            if (_worksFor != this || _work.Count > 1)
                Call();
        }
    }

    public override void Shutdown()
    {
        lock (_work)
        {
            _stopped = true;
            Monitor.PulseAll(_work);
        }
    }

    /// <summary>Called by the pool.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        lock (_work)
        {
            (_isAsked, _isLate) = (false, false);
            _ofPool++;
        }

        _worksFor = this;
        while (NextOfPool() is { } work)
            work.Execute();
        _worksFor = null;
    }

    /// <summary>Sees to it that somebody comes for the work.</summary>
    private void Call()
    {
        if (!_isAsked && _ofPool < _threads)
        {
            (_isAsked, _looks) = (true, 0);
            _isLate = _callPool(this);
            if (_isAsleep)
                Monitor.PulseAll(_work);
        }

        if (_isLate)
            Monitor.Pulse(_work);
    }

    private IThreadPoolWorkItem? NextOfPool()
    {
        lock (_work)
        {
            if (!_work.TryDequeue(out var work))
                _ofPool--;
            else if (_work.Count > 0)
                Call();
            return work;
        }
    }

    private void StandIn(bool watches)
    {
        _worksFor = this;
        while (AwaitNeed(watches))
        {
            while (NextOfStandIn() is { } work)
                work.Execute();
        }
    }

    /// <summary>Waits until the pool is late for some work; false when there will be none.</summary>
    private bool AwaitNeed(bool watches)
    {
        lock (_work)
        {
            while (!(_isLate && _work.Count > 0))
                if (_stopped)
                    return false;
                else if (watches)
                    Watch();
                else
                    Monitor.Wait(_work);
            return true;
        }
    }

    private IThreadPoolWorkItem? NextOfStandIn()
    {
        lock (_work)
            return _work.TryDequeue(out var work) ? work : null;
    }

    private void Watch()
    {
        _isAsleep = !_isAsked && _looks >= LooksUntilAsleep;
        var isCalled = Monitor.Wait(_work, _isAsleep ? Timeout.InfiniteTimeSpan : _look);
        _isAsleep = false;
        if (isCalled || ++_looks < LooksUntilLate || !_isAsked)
            return;
        _isLate = true;
        Monitor.PulseAll(_work);
    }
}
