namespace RiskEngine.Gemini.Tests;

/// <summary>A clock that moves when the test says so; timers fire inside <see cref="Advance"/>.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = start;

    internal static readonly DateTimeOffset Start = new(2025, 1, 2, 3, 4, 5, TimeSpan.Zero);

    internal ManualTime()
        : this(Start) { }

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    internal void Advance(TimeSpan by)
    {
        Alarm[] due;
        lock (_gate)
        {
            _now += by;
            due = [.. _alarms.Where(x => x.At <= _now)];
            _alarms.RemoveAll(x => x.At <= _now);
        }

        foreach (var alarm in due)
            alarm.Fire();
    }

    private sealed class Alarm(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        internal DateTimeOffset At { get; private set; }

        internal void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._alarms.Remove(this);
                if (dueTime < TimeSpan.Zero)
                    return true;
                At = time._now + dueTime;
                time._alarms.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._gate)
                time._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
