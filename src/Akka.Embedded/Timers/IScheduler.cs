namespace Akka.Actor;

/// <summary>The clock of a system, and what is to happen later.</summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    /// <summary>Runs code rather than sends messages.</summary>
    IAdvancedScheduler Advanced { get; }
}

/// <summary>Clocks.</summary>
public interface ITimeProvider
{
    /// <summary>The time of day, in UTC.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Time since the system's clock started; it never goes back.</summary>
    TimeSpan MonotonicClock { get; }

    /// <summary>Time since the system's clock started, as finely as it can be told.</summary>
    TimeSpan HighResMonotonicClock { get; }
}

/// <summary>Sends messages later.</summary>
public interface ITellScheduler
{
    /// <summary>Sends a message after a delay.</summary>
    void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender);

    /// <summary>Sends a message after a delay, unless canceled.</summary>
    void ScheduleTellOnce(
        TimeSpan delay,
        ICanTell receiver,
        object message,
        IActorRef? sender,
        ICancelable? cancelable
    );

    /// <summary>Sends a message again and again.</summary>
    void ScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef? sender
    );

    /// <summary>Sends a message again and again until canceled.</summary>
    void ScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef? sender,
        ICancelable? cancelable
    );
}

/// <summary>Runs actions later, on the scheduler's own thread: they must be short.</summary>
public interface IActionScheduler
{
    /// <summary>Runs an action after a delay, unless canceled.</summary>
    void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable);

    /// <summary>Runs an action after a delay.</summary>
    void ScheduleOnce(TimeSpan delay, Action action);

    /// <summary>Runs an action again and again until canceled.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable);

    /// <summary>Runs an action again and again.</summary>
    void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action);
}

/// <summary>The part of a scheduler that runs code rather than sends messages.</summary>
public interface IAdvancedScheduler : IActionScheduler;
