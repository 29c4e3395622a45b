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

/// <summary>Creating actors without spelling out props.</summary>
public static class ActorRefFactoryExtensions
{
    /// <summary>Creates an actor by its parameterless constructor.</summary>
    public static IActorRef ActorOf<TActor>(this IActorRefFactory factory, string? name = null)
        where TActor : ActorBase, new() => factory.ActorOf(Props.Create<TActor>(), name);

    /// <summary>Selects actors by a path relative to an actor.</summary>
    public static ActorSelection ActorSelection(this IActorRefFactory factory, IActorRef anchorRef, string actorPath) =>
        new(anchorRef, actorPath);
}
