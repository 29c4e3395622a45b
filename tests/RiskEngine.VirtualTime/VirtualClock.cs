namespace RiskEngine.VirtualTime;

/// <summary>A clock that stands still until somebody lets the next timer fire or sets it; read on the world's thread alone.</summary>
internal sealed class VirtualClock(WorldThread thread) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<(Timer Timer, int Setting), (TimeSpan Due, long Order)> _due = new();
    private readonly Lock _lock = new();
    private long _scheduled;
    private TimeSpan _elapsed;

    internal TimeSpan Elapsed
    {
        get
        {
            thread.Check();
            return _elapsed;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How far somebody has set the wall clock ahead of what went by; timers do not mind.</summary>
    internal TimeSpan WallAhead { get; set; }

    public override DateTimeOffset GetUtcNow() => Start + Elapsed + WallAhead;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Check() => thread.Check();

    /// <summary>Takes the next timer that is due by a time, and makes it its time; null: there is none, and it is that time.</summary>
    internal Action? TakeDue(TimeSpan until)
    {
        lock (_lock)
        {
            while (_due.TryPeek(out var next, out var at) && at.Due <= until)
            {
                _due.Dequeue();
                if (next.Timer.Setting != next.Setting)
                    continue;
                _elapsed = at.Due > _elapsed ? at.Due : _elapsed;
                next.Timer.SetAgain();
                return next.Timer.Callback;
            }

            _elapsed = until;
            return null;
        }
    }

    private sealed class Timer(VirtualClock clock, Action callback) : ITimer
    {
        private TimeSpan _period;

        internal Action Callback => callback;

        /// <summary>Counts up whenever the timer is set, so that an older setting is known as such.</summary>
        internal int Setting { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Check();
            lock (clock._lock)
            {
                _period = period;
                Set(dueTime);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        internal void SetAgain() => Set(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan);

        private void Set(TimeSpan dueTime)
        {
            Setting++;
            if (dueTime != Timeout.InfiniteTimeSpan)
                clock._due.Enqueue((this, Setting), (clock.Elapsed + dueTime, clock._scheduled++));
        }
    }
}
