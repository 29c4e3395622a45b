namespace Akka.Actor;

/// <summary>What an actor knows and may do while it handles a message.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    /// <summary>The supervisor.</summary>
    IActorRef Parent { get; }

    /// <summary>What the actor was created from.</summary>
    Props Props { get; }

    /// <summary>The silence after which the actor wants to hear; null for never.</summary>
    TimeSpan? ReceiveTimeout { get; }

    /// <summary>The actor itself.</summary>
    IActorRef Self { get; }

    /// <summary>Who sent the message in hand; dead letters when nobody did.</summary>
    IActorRef Sender { get; }

    /// <summary>The system that the actor lives in.</summary>
    ActorSystem System { get; }

    /// <summary>Handles messages in another way from the next one on.</summary>
    void Become(Receive receive);

    /// <summary>Like <see cref="Become"/>, but remembers the present way.</summary>
    void BecomeStacked(Receive receive);

    /// <summary>Goes back to the way remembered last.</summary>
    void UnbecomeStacked();

    /// <summary>The child of that name, or <see cref="ActorRefs.Nobody"/>.</summary>
    IActorRef Child(string name);

    /// <summary>All children.</summary>
    IEnumerable<IActorRef> GetChildren();

    /// <summary>Asks for a <see cref="Actor.ReceiveTimeout"/> message after every such silence; null ends it.</summary>
    void SetReceiveTimeout(TimeSpan? timeout);

    /// <summary>Stops a child or the actor itself after the message in hand.</summary>
    void Stop(IActorRef child);
}

/// <summary>Something that hears of deaths.</summary>
public interface ICanWatch
{
    /// <summary>Asks for <see cref="Terminated"/> when the actor dies, or at once when it is dead.</summary>
    IActorRef Watch(IActorRef subject);

    /// <summary>Asks for a message instead of <see cref="Terminated"/>.</summary>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Takes the request back; a notice on its way will not arrive.</summary>
    IActorRef Unwatch(IActorRef subject);
}
