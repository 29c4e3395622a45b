namespace RiskEngine.Storage.Tests;

/// <summary>A clock that goes on, by 10 ms, only when somebody waits for something; timers that are due fire then.</summary>
internal sealed class ManualTime : TimeProvider, IPassingTime
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private TimeSpan _running = TimeSpan.FromHours(1);

    public TimeSpan Running
    {
        get
        {
            lock (_gate)
                return _running;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Running.Ticks;

    public override DateTimeOffset GetUtcNow() => Some.At + Running;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan)
            throw new NotSupportedException("Nothing here asks for a timer that fires more than once.");
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    public Task PassAsync()
    {
        Pass(Step);
        return Task.CompletedTask;
    }

    /// <summary>Lets time pass at once.</summary>
    internal void Pass(TimeSpan time)
    {
        Alarm[] due;
        lock (_gate)
        {
            _running += time;
            due = [.. _alarms.Where(x => x.At <= _running)];
            _alarms.RemoveAll(due.Contains);
        }

        foreach (var alarm in due)
            alarm.Fire();
    }

    private sealed class Alarm(ManualTime time, Action fire) : ITimer
    {
        internal TimeSpan At { get; private set; }

        internal void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._alarms.Remove(this);
                At = time._running + dueTime;
                if (dueTime >= TimeSpan.Zero)
                    time._alarms.Add(this);
            }

            return true;
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
