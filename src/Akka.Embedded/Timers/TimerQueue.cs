namespace Akka.Actor;

/// <summary>
/// What is due when: ordered by time, then by arrival. Canceling takes work out at once, so that timeouts which hardly
/// ever happen cost no memory.
/// </summary>
internal sealed class TimerQueue(TimeProvider clock, bool repeatsFromNow = false)
{
    private readonly SortedSet<ScheduledWork> _work = [];
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
                return _work.Min?.Due;
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
            Insert(work, Now + delay);
        }
        return work;
    }

    /// <summary>Takes the earliest work that is due; work with an interval is scheduled again.</summary>
    public ScheduledWork? TakeDue(TimeSpan now)
    {
        lock (this)
        {
            if (_work.Min is not { } work || work.Due > now)
                return null;
            _work.Remove(work);
            // A late repetition does not make up for those it missed.
            if (work.Interval is { } interval)
                Insert(work, (!repeatsFromNow && work.Due + interval > now ? work.Due : now) + interval);
            return work;
        }
    }

    public void Remove(ScheduledWork work)
    {
        lock (this)
            _work.Remove(work);
    }

    public void Close()
    {
        lock (this)
        {
            _closed = true;
            _work.RemoveWhere(work => !work.OutlivesSystem);
        }
    }

    private void Insert(ScheduledWork work, TimeSpan due)
    {
        work.Due = due;
        work.Order = _arrivals++;
        _work.Add(work);
        if (_work.Min == work)
            EarliestChanged?.Invoke();
    }
}

/// <summary>Work in a <see cref="TimerQueue"/>, which can be called off.</summary>
internal sealed class ScheduledWork(TimerQueue queue, TimeSpan? interval, Action action, bool outlivesSystem)
    : ICancelable,
        IComparable<ScheduledWork>
{
    private CancellationTokenSource? _source;
    private volatile bool _canceled;

    public TimeSpan Due { get; set; }

    public long Order { get; set; }

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

    public int CompareTo(ScheduledWork? other) => (Due, Order).CompareTo((other!.Due, other.Order));
}
