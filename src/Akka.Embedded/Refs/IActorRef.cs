namespace Akka.Actor;

/// <summary>Something that takes messages.</summary>
public interface ICanTell
{
    /// <summary>Sends a message and returns at once; delivery is at most once, in order per pair of sender and receiver.</summary>
    void Tell(object message, IActorRef? sender);
}

/// <summary>The handle of an actor: it stays valid for ever, also after the actor has died.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    /// <summary>The place and incarnation of the actor.</summary>
    ActorPath Path { get; }
}
