namespace Akka.Actor;

/// <summary>Something that creates and finds actors.</summary>
public interface IActorRefFactory
{
    /// <summary>Creates an actor; without a name it gets one.</summary>
    /// <exception cref="InvalidActorNameException">The name is taken or not allowed.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>Selects actors by path.</summary>
    ActorSelection ActorSelection(ActorPath actorPath);

    /// <summary>Selects actors by a path, absolute or relative, with <c>*</c>, <c>?</c> and <c>..</c>.</summary>
    ActorSelection ActorSelection(string actorPath);
}
