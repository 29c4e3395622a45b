using Akka.Actor;

namespace RiskEngine;

/// <summary>Tells an actor that it is time, once for each setting.</summary>
internal sealed class Alarm : IDisposable
{
    /// <summary>Less than a timer can take; whoever is told too early asks again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(20);

    private readonly ITimer _timer;

    internal Alarm(TimeProvider timers, IActorRef whom, object message) =>
        _timer = timers.CreateTimer(
            _ => whom.Tell(message, ActorRefs.NoSender),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );

    /// <summary>Rings after a wait, and not at the time that was set before; a wait that is over rings at once.</summary>
    internal void RingIn(TimeSpan wait) =>
        _timer.Change(
            wait < TimeSpan.Zero ? TimeSpan.Zero
                : wait > Longest ? Longest
                : wait,
            Timeout.InfiniteTimeSpan
        );

    /// <summary>Rings again and again, first after one period.</summary>
    internal void RingEvery(TimeSpan period) => _timer.Change(period, period);

    internal void TurnOff() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
