namespace Akka.Actor;

/// <summary>
/// What is due when: a heap ordered by time, then by arrival. Canceling takes work out at once, so that timeouts which
/// hardly ever happen cost no memory.
/// </summary>
internal sealed class TimerQueue(TimeProvider clock, bool repeatsFromNow = false)
{
    private readonly List<ScheduledWork> _heap = [];
    private readonly long _start = clock.GetTimestamp();
    private long _arrivals;
    private bool _closed;

    /// <summary>Called, under the lock on this queue, when the earliest work has changed.</summary>
    public Action? EarliestChanged { get; set; }

    /// <summary>Time since the queue was made.</summary>
    public TimeSpan Now => clock.GetElapsedTime(_start);

    public TimeProvider Clock => clock;

    /// <summary>When the earliest work is due; null when there is none.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (this)
                return _heap.Count == 0 ? null : _heap[0].Due;
        }
    }

    /// <summary>Schedules an action once, or again and again when there is an interval.</summary>
    /// <param name="delay">How long from now.</param>
    /// <param name="interval">How long from one time to the next.</param>
    /// <param name="action">What to do.</param>
    /// <param name="outlivesSystem">True for the limit of an ask, which ends also when nobody is left to answer.</param>
    /// <exception cref="SchedulerException">The system has terminated.</exception>
    public ScheduledWork Schedule(TimeSpan delay, TimeSpan? interval, Action action, bool outlivesSystem = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (interval is { } period)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero, nameof(interval));
        var work = new ScheduledWork(this, interval, action, outlivesSystem);
        lock (this)
        {
            if (_closed && !outlivesSystem)
                throw new SchedulerException("cannot enqueue after timer shutdown");
            work.Due = Now + delay;
            Insert(work);
        }
        return work;
    }

    /// <summary>Takes the earliest work that is due; work with an interval is scheduled again.</summary>
    public ScheduledWork? TakeDue(TimeSpan now)
    {
        lock (this)
        {
            if (_heap.Count == 0 || _heap[0].Due > now)
                return null;
            var work = _heap[0];
            RemoveAt(0);
            if (work.Interval is { } interval)
            {
                // A late repetition does not make up for those it missed.
                work.Due = !repeatsFromNow && work.Due + interval > now ? work.Due + interval : now + interval;
                Insert(work);
            }
            return work;
        }
    }

    public void Remove(ScheduledWork work)
    {
        lock (this)
        {
            if (work.Index >= 0)
                RemoveAt(work.Index);
        }
    }

    public void Close()
    {
        lock (this)
        {
            _closed = true;
            foreach (var work in _heap.Where(work => !work.OutlivesSystem).ToList())
                RemoveAt(work.Index);
        }
    }

    private void Insert(ScheduledWork work)
    {
        work.Order = _arrivals++;
        _heap.Add(work);
        SiftUp(_heap.Count - 1, work);
        if (work.Index == 0)
            EarliestChanged?.Invoke();
    }

    private void RemoveAt(int index)
    {
        _heap[index].Index = -1;
        var last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        if (index == _heap.Count)
            return;
        SiftDown(index, last);
        SiftUp(last.Index, last);
    }

    private void SiftUp(int index, ScheduledWork work)
    {
        for (; index > 0; index = (index - 1) / 2)
        {
            var parent = _heap[(index - 1) / 2];
            if (parent.CompareTo(work) <= 0)
                break;
            Put(index, parent);
        }
        Put(index, work);
    }

    private void SiftDown(int index, ScheduledWork work)
    {
        while (true)
        {
            var child = (2 * index) + 1;
            if (child >= _heap.Count)
                break;
            if (child + 1 < _heap.Count && _heap[child + 1].CompareTo(_heap[child]) < 0)
                child++;
            if (work.CompareTo(_heap[child]) <= 0)
                break;
            Put(index, _heap[child]);
            index = child;
        }
        Put(index, work);
    }

    private void Put(int index, ScheduledWork work)
    {
        _heap[index] = work;
        work.Index = index;
    }
}

/// <summary>Work in a <see cref="TimerQueue"/>, which can be called off.</summary>
internal sealed class ScheduledWork(TimerQueue queue, TimeSpan? interval, Action action, bool outlivesSystem)
    : ICancelable
{
    private CancellationTokenSource? _source;
    private volatile bool _canceled;

    public TimeSpan Due { get; set; }

    public long Order { get; set; }

    public int Index { get; set; } = -1;

    public TimeSpan? Interval => interval;

    public bool OutlivesSystem => outlivesSystem;

    public bool IsCancellationRequested => _canceled;

    public CancellationToken Token
    {
        get
        {
            lock (this)
            {
                _source ??= new CancellationTokenSource();
                if (_canceled)
                    _source.Cancel();
                return _source.Token;
            }
        }
    }

    public void Run()
    {
        if (!_canceled)
            action();
    }

    public void Cancel()
    {
        _canceled = true;
        queue.Remove(this);
        lock (this)
            _source?.Cancel();
    }

    public void CancelAfter(TimeSpan delay) => queue.Schedule(delay, null, Cancel);

    public int CompareTo(ScheduledWork other) =>
        Due != other.Due ? Due.CompareTo(other.Due) : Order.CompareTo(other.Order);
}
