namespace Akka.Embedded.Deterministic;

/// <summary>A clock that stands still until somebody sets it; its timers fire when its owner runs what is due.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private readonly DateTimeOffset _start;
    private long _elapsed;

    public VirtualClock(DateTimeOffset start, bool repeatsFromNow = false)
    {
        _start = start;
        Timers = new TimerQueue(this, repeatsFromNow);
    }

    public TimerQueue Timers { get; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _elapsed));
        set => Volatile.Write(ref _elapsed, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    public override long GetTimestamp() => Volatile.Read(ref _elapsed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class VirtualTimer(VirtualClock clock, Action callback) : ITimer
    {
        private ScheduledWork? _work;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _work?.Cancel();
            _work =
                dueTime == Timeout.InfiniteTimeSpan
                    ? null
                    : clock.Timers.Schedule(
                        dueTime,
                        period > TimeSpan.Zero ? period : null,
                        callback,
                        outlivesSystem: true
                    );
            return true;
        }

        public void Dispose() => _work?.Cancel();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
