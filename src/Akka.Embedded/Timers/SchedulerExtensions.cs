namespace Akka.Actor;

/// <summary>Scheduling that gives back what calls it off.</summary>
public static class SchedulerExtensions
{
    /// <summary>Sends a message after a delay.</summary>
    public static ICancelable ScheduleTellOnceCancelable(
        this IScheduler scheduler,
        TimeSpan delay,
        ICanTell receiver,
        object message,
        IActorRef? sender
    ) => scheduler.Advanced.ScheduleOnceCancelable(delay, () => receiver.Tell(message, sender));

    /// <summary>Sends a message again and again.</summary>
    public static ICancelable ScheduleTellRepeatedlyCancelable(
        this IScheduler scheduler,
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef? sender
    ) => scheduler.Advanced.ScheduleRepeatedlyCancelable(initialDelay, interval, () => receiver.Tell(message, sender));

    /// <summary>Runs an action after a delay.</summary>
    public static ICancelable ScheduleOnceCancelable(this IActionScheduler scheduler, TimeSpan delay, Action action) =>
        Cancelable(scheduler, delay, null, action);

    /// <summary>Runs an action again and again.</summary>
    public static ICancelable ScheduleRepeatedlyCancelable(
        this IActionScheduler scheduler,
        TimeSpan initialDelay,
        TimeSpan interval,
        Action action
    ) => Cancelable(scheduler, initialDelay, interval, action);

    private static ICancelable Cancelable(IActionScheduler scheduler, TimeSpan delay, TimeSpan? interval, Action action)
    {
        if (scheduler is QueueScheduler { Queue: var queue })
            return queue.Schedule(delay, interval, action);
        var cancelable = new Cancelable(scheduler);
        if (interval is { } period)
            scheduler.ScheduleRepeatedly(delay, period, action, cancelable);
        else
            scheduler.ScheduleOnce(delay, action, cancelable);
        return cancelable;
    }
}
