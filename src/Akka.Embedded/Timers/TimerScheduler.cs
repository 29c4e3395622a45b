namespace Akka.Actor;

/// <summary>The timers of one instance; see <see cref="ITimerScheduler"/> for what it promises.</summary>
internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, (ICancelable Work, TimerMessage Message)> _timers = [];

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => Start(key, msg, interval, interval);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        Start(key, msg, initialDelay, interval);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => Start(key, msg, timeout, null);

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var timer))
            timer.Work.Cancel();
    }

    public void CancelAll()
    {
        foreach (var (work, _) in _timers.Values)
            work.Cancel();
        _timers.Clear();
    }

    /// <summary>The message to deliver; null when it comes from a timer that is no longer running.</summary>
    public object? Accept(TimerMessage message)
    {
        if (!_timers.TryGetValue(message.Key, out var timer) || !ReferenceEquals(timer.Message, message))
            return null;
        if (!message.Repeats)
            _timers.Remove(message.Key);
        return message.Message;
    }

    private void Start(object key, object msg, TimeSpan delay, TimeSpan? interval)
    {
        Cancel(key);
        var message =
            msg is INotInfluenceReceiveTimeout
                ? new QuietTimerMessage(key, msg, interval is not null)
                : new TimerMessage(key, msg, interval is not null);
        var scheduler = cell.SystemImpl.Scheduler;
        var work = interval is { } period
            ? scheduler.ScheduleTellRepeatedlyCancelable(delay, period, cell.Self, message, null)
            : scheduler.ScheduleTellOnceCancelable(delay, cell.Self, message, null);
        _timers[key] = (work, message);
    }
}

/// <summary>What a timer sends: the object itself tells one start of a timer from the next.</summary>
internal class TimerMessage(object key, object message, bool repeats) : IAutoReceivedMessage
{
    public object Key => key;

    public object Message => message;

    public bool Repeats => repeats;
}

/// <summary>A timer's message that does not put off the receive timeout.</summary>
internal sealed class QuietTimerMessage(object key, object message, bool repeats)
    : TimerMessage(key, message, repeats),
        INotInfluenceReceiveTimeout;
