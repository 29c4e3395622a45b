namespace RiskEngine.Tests.Support;

/// <summary>
/// The machine's clock, but that a wait of an hour ends when the test says so: what is on its way for an hour comes when
/// everything that it is to come after has been seen, however long a busy machine took for that.
/// </summary>
internal sealed class HeldTime : TimeProvider
{
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly List<ITimer> _held = [];
    private bool _isReleased;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // A little of the hour may have passed when somebody begins to wait for its end.
        if (dueTime < AnHour / 2)
            return System.CreateTimer(callback, state, dueTime, period);
        var timer = System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (_gate)
            if (_isReleased)
                timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            else
                _held.Add(timer);
        return timer;
    }

    /// <summary>Ends every such wait, also one that is about to begin.</summary>
    internal void Release()
    {
        lock (_gate)
        {
            _isReleased = true;
            foreach (var timer in _held)
                timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
