namespace Akka.Actor;

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
