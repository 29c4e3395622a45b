using Akka.Actor;

namespace RiskEngine;

/// <summary>The engine's time: both clocks to read, and alarms that ring on time whatever the thread pool does.</summary>
/// <remarks>
/// Akka.NET's timers tick on the thread pool: where that is blocked they stand still, those of actors with threads of
/// their own too. The machine's time therefore gets a <see cref="ClockThread"/>; any other time, such as a simulated
/// one, brings its own timers.
/// </remarks>
internal sealed class EngineClock : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ClockThread? _thread;

    internal EngineClock(TimeProvider time)
    {
        _time = time;
        _thread = ReferenceEquals(time, TimeProvider.System) ? new ClockThread() : null;
    }

    /// <summary>The wall clock alone, UTC.</summary>
    internal DateTimeOffset Wall => _time.GetUtcNow();

    internal Moment Now => Moment.Of(_time);

    /// <summary>An alarm that is not set yet; its owner disposes of it when it stops or restarts.</summary>
    /// <param name="whom">Who is told.</param>
    /// <param name="message">What it is told; it may still arrive once after the alarm was set anew or turned off.</param>
    internal Alarm AlarmFor(IActorRef whom, object message) => new(_thread ?? _time, whom, message);

    /// <summary>No alarm rings any more.</summary>
    public void Dispose() => _thread?.Dispose();
}
