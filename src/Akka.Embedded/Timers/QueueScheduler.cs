namespace Akka.Actor;

/// <summary>The scheduler of a system over a <see cref="TimerQueue"/>, whoever runs that.</summary>
internal sealed class QueueScheduler(TimerQueue queue) : IScheduler, IAdvancedScheduler
{
    public DateTimeOffset Now => queue.Clock.GetUtcNow();

    public TimeSpan MonotonicClock => queue.Now;

    public IAdvancedScheduler Advanced => this;

    public TimerQueue Queue => queue;

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Schedule(delay, null, action, cancelable);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, action, cancelable);

    private void Schedule(TimeSpan delay, TimeSpan? interval, Action action, ICancelable? cancelable)
    {
        if (cancelable is { IsCancellationRequested: true })
            return;
        var work = queue.Schedule(delay, interval, action);
        cancelable?.Token.Register(static state => ((ScheduledWork)state!).Cancel(), work);
    }
}
