namespace Akka.Event;

/// <summary>The bus of a system: log events, dead letters and what the application publishes.</summary>
public class EventStream : LoggingBus
{
    private HashSet<IActorRef> _known = [];

    internal EventStream(TimeProvider clock)
        : base(clock) { }

    /// <inheritdoc />
    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (this)
            _known = [.. _known, subscriber];
        var subscribed = base.Subscribe(subscriber, channel);
        // An actor that died meanwhile has looked itself up too early.
        if (subscriber is InternalActorRefBase { HasTerminated: true })
            Unsubscribe(subscriber);
        return subscribed;
    }

    /// <inheritdoc />
    public override bool Unsubscribe(IActorRef subscriber)
    {
        lock (this)
            _known = [.. _known.Where(known => !known.Equals(subscriber))];
        return base.Unsubscribe(subscriber);
    }

    /// <summary>True when the actor may have subscriptions, which its death has to end.</summary>
    internal bool Knows(IActorRef actor) => Volatile.Read(ref _known).Contains(actor);
}
