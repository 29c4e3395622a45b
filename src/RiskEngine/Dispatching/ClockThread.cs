namespace RiskEngine;

/// <summary>The machine's time, with timers that a thread of its own fires, to the millisecond and never too early.</summary>
/// <remarks>
/// Callbacks run on that thread, one after the other: they must be short, such as telling an actor, and must not throw.
/// A period that was missed is not made up for.
/// </remarks>
internal sealed class ClockThread : TimeProvider, IDisposable
{
    private readonly object _gate = new();
    private readonly SortedSet<Timer> _set = new(Timer.ByDue);
    private long _timers;
    private bool _isStopped;

    internal ClockThread() => new Thread(Run) { IsBackground = true, Name = "risk-engine-clock" }.Start();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new Timer(this, Interlocked.Increment(ref _timers), () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Ends the thread; no timer fires any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.Pulse(_gate);
        }
    }

    private TimeSpan Now => GetElapsedTime(0);

    private void Run()
    {
        while (NextCallback() is { } callback)
            callback();
    }

    /// <summary>Waits for the next timer that is due; null when there will be none.</summary>
    private Action? NextCallback()
    {
        lock (_gate)
        {
            while (!_isStopped)
                if (_set.Min is not { } next)
                    Monitor.Wait(_gate);
                else if (next.Due - Now is { Ticks: > 0 } wait)
                    Monitor.Wait(_gate, WholeMilliseconds(wait));
                else
                    return Take(next);
            return null;
        }
    }

    private Action Take(Timer timer)
    {
        Set(timer, timer.Period > TimeSpan.Zero ? timer.Period : Timeout.InfiniteTimeSpan);
        return timer.Callback;
    }

    /// <summary>Called with the gate held.</summary>
    private void Set(Timer timer, TimeSpan wait)
    {
        _set.Remove(timer);
        if (wait == Timeout.InfiniteTimeSpan)
            return;
        timer.Due = Now + wait;
        _set.Add(timer);
        // The thread waits for whichever was first before.
        if (_set.Min == timer)
            Monitor.Pulse(_gate);
    }

    /// <summary>Up, so that nothing fires too early; a wait of a month and more is made in parts.</summary>
    private static int WholeMilliseconds(TimeSpan wait) =>
        (int)Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue);

    private sealed class Timer(ClockThread clock, long number, Action callback) : ITimer
    {
        internal static readonly Comparer<Timer> ByDue = Comparer<Timer>.Create(
            (one, other) => (one.Due, one.Number).CompareTo((other.Due, other.Number))
        );

        private long Number => number;

        internal Action Callback => callback;

        /// <summary>When it fires, on the running clock. Changed only while the timer is in no set.</summary>
        internal TimeSpan Due { get; set; }

        internal TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                Period = period;
                clock.Set(this, dueTime);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
