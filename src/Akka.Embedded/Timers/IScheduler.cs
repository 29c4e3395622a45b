namespace Akka.Actor;

/// <summary>The clock of a system, and what is to happen later.</summary>
public interface IScheduler
{
    /// <summary>The time of day, in UTC.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Time since the system's clock started; it never goes back.</summary>
    TimeSpan MonotonicClock { get; }

    /// <summary>Runs code rather than sends messages.</summary>
    IAdvancedScheduler Advanced { get; }

    /// <summary>Sends a message after a delay.</summary>
    void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        Advanced.ScheduleOnce(delay, () => receiver.Tell(message, sender));

    /// <summary>Sends a message after a delay, unless canceled.</summary>
    void ScheduleTellOnce(
        TimeSpan delay,
        ICanTell receiver,
        object message,
        IActorRef? sender,
        ICancelable? cancelable
    ) => Advanced.ScheduleOnce(delay, () => receiver.Tell(message, sender), cancelable);

    /// <summary>Sends a message again and again.</summary>
    void ScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef? sender
    ) => Advanced.ScheduleRepeatedly(initialDelay, interval, () => receiver.Tell(message, sender));

    /// <summary>Sends a message again and again until canceled.</summary>
    void ScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef? sender,
        ICancelable? cancelable
    ) => Advanced.ScheduleRepeatedly(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);
}

/// <summary>Runs actions later, on the scheduler's own thread: they must be short.</summary>
public interface IAdvancedScheduler
{
    /// <summary>Runs an action after a delay.</summary>
    void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    /// <summary>Runs an action after a delay, unless canceled.</summary>
    void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable);

    /// <summary>Runs an action again and again.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    /// <summary>Runs an action again and again until canceled.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable);
}
