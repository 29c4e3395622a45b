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
    ) => Schedule(scheduler, delay, null, () => receiver.Tell(message, sender));

    /// <summary>Sends a message again and again.</summary>
    public static ICancelable ScheduleTellRepeatedlyCancelable(
        this IScheduler scheduler,
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef? sender
    ) => Schedule(scheduler, initialDelay, interval, () => receiver.Tell(message, sender));

    private static ICancelable Schedule(IScheduler scheduler, TimeSpan delay, TimeSpan? interval, Action action)
    {
        if (scheduler.Advanced is QueueScheduler { Queue: var queue })
            return queue.Schedule(delay, interval, action);
        var cancelable = new Cancelable(scheduler);
        if (interval is { } period)
            scheduler.Advanced.ScheduleRepeatedly(delay, period, action, cancelable);
        else
            scheduler.Advanced.ScheduleOnce(delay, action, cancelable);
        return cancelable;
    }
}
