namespace Akka.Actor;

/// <summary>The handle of an actor: it stays valid for ever, also after the actor has died.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    /// <summary>The place and incarnation of the actor.</summary>
    ActorPath Path { get; }
}
