using Akka.Configuration;
using Akka.Embedded.Deterministic;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// A scheduler whose time stands still until a test advances it. Configured by
/// <c>akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"</c>.
/// </summary>
public class TestScheduler : IScheduler, IAdvancedScheduler
{
    private readonly VirtualClock _clock = new(TimeProvider.System.GetUtcNow(), repeatsFromNow: true);
    private readonly QueueScheduler _scheduler;

    public TestScheduler(Config schedulerConfig, ILoggingAdapter log) => _scheduler = new QueueScheduler(_clock.Timers);

    public DateTimeOffset Now => _clock.GetUtcNow();

    public TimeSpan MonotonicClock => _clock.Elapsed;

    public TimeSpan HighResMonotonicClock => _clock.Elapsed;

    public IAdvancedScheduler Advanced => this;

    /// <summary>Lets time pass, then does what has become due, in order; what repeats is done once.</summary>
    public void Advance(TimeSpan offset)
    {
        _clock.Elapsed += offset;
        while (_clock.Timers.TakeDue(_clock.Elapsed) is { } work)
            work.Run();
    }

    public void AdvanceTo(DateTimeOffset when)
    {
        if (when < Now)
            throw new InvalidOperationException("You can't reverse time...");
        Advance(when - Now);
    }

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        _scheduler.ScheduleTellOnce(delay, receiver, message, sender);

    public void ScheduleTellOnce(
        TimeSpan delay,
        ICanTell receiver,
        object message,
        IActorRef? sender,
        ICancelable? cancelable
    ) => _scheduler.ScheduleTellOnce(delay, receiver, message, sender, cancelable);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef? sender
    ) => _scheduler.ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef? sender,
        ICancelable? cancelable
    ) => _scheduler.ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        _scheduler.ScheduleOnce(delay, action, cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action) => _scheduler.ScheduleOnce(delay, action);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        _scheduler.ScheduleRepeatedly(initialDelay, interval, action, cancelable);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        _scheduler.ScheduleRepeatedly(initialDelay, interval, action);
}
