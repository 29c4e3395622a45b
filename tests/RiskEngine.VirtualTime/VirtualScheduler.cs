using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace RiskEngine.VirtualTime;

/// <summary>Akka.NET's scheduler on a virtual clock. It also holds what its system's dispatchers share.</summary>
public sealed class VirtualScheduler : SchedulerBase
{
    /// <param name="config">The system's configuration.</param>
    /// <param name="log">Where the base would log.</param>
    public VirtualScheduler(Config config, ILoggingAdapter log)
        : base(config, log)
    {
        var thread = new WorldThread();
        (Clock, Queue) = (new VirtualClock(thread), new SeededQueue(thread));
    }

    /// <inheritdoc/>
    public override TimeSpan MonotonicClock => Clock.Elapsed;

    /// <inheritdoc/>
    public override TimeSpan HighResMonotonicClock => Clock.Elapsed;

    internal VirtualClock Clock { get; }

    internal SeededQueue Queue { get; }

    /// <inheritdoc/>
    protected override DateTimeOffset TimeNow => Clock.GetUtcNow();

    /// <inheritdoc/>
    protected override void InternalScheduleTellOnce(
        TimeSpan delay,
        ICanTell receiver,
        object message,
        IActorRef sender,
        ICancelable? cancelable
    ) => Schedule(delay, Timeout.InfiniteTimeSpan, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef sender,
        ICancelable? cancelable
    ) => Schedule(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Schedule(delay, Timeout.InfiniteTimeSpan, action, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Schedule(delay, Timeout.InfiniteTimeSpan, action.Run, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        Action action,
        ICancelable? cancelable
    ) => Schedule(initialDelay, interval, action, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        IRunnable action,
        ICancelable? cancelable
    ) => Schedule(initialDelay, interval, action.Run, cancelable);

    private void Schedule(TimeSpan delay, TimeSpan interval, Action action, ICancelable? cancelable)
    {
        if (cancelable is { IsCancellationRequested: true })
            return;
        var timer = Clock.CreateTimer(_ => Unless(cancelable, action), null, delay, interval);
        cancelable?.Token.Register(timer.Dispose);
    }

    private static void Unless(ICancelable? cancelable, Action action)
    {
        if (cancelable is not { IsCancellationRequested: true })
            action();
    }
}
