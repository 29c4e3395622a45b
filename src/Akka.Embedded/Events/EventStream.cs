namespace Akka.Event;

/// <summary>The bus of a system: log events, dead letters and what the application publishes.</summary>
public class EventStream : LoggingBus
{
    internal EventStream(TimeProvider clock)
        : base(clock) { }
}

/// <summary>Subscribing by type argument.</summary>
public static class EventStreamExtensions
{
    /// <summary>Subscribes to a type; false when that is so already.</summary>
    public static bool Subscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Subscribe(subscriber, typeof(TChannel));
}
