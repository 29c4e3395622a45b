namespace Akka.Actor;

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
