using Akka.Configuration;
using Akka.Embedded.Deterministic;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// A scheduler whose time stands still until a test advances it. Configured by
/// <c>akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"</c>.
/// </summary>
public class TestScheduler : IScheduler
{
    private readonly VirtualClock _clock = new(TimeProvider.System.GetUtcNow(), repeatsFromNow: true);

    public TestScheduler(Config schedulerConfig, ILoggingAdapter log) => Advanced = new QueueScheduler(_clock.Timers);

    public DateTimeOffset Now => _clock.GetUtcNow();

    public TimeSpan MonotonicClock => _clock.Elapsed;

    public IAdvancedScheduler Advanced { get; }

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
}
