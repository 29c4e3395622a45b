namespace Akka.Actor;

/// <summary>Something that takes messages.</summary>
public interface ICanTell
{
    /// <summary>Sends a message and returns at once; delivery is at most once, in order per pair of sender and receiver.</summary>
    void Tell(object message, IActorRef? sender);
}

/// <summary>The handle of an actor: it stays valid for ever, also after the actor has died.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>
{
    /// <summary>The place and incarnation of the actor.</summary>
    ActorPath Path { get; }
}

/// <summary>The two handles that stand for no actor.</summary>
public static class ActorRefs
{
    /// <summary>Takes every message and does nothing.</summary>
    public static readonly Nobody Nobody = Nobody.Instance;

    /// <summary>No sender: answers go to dead letters.</summary>
    public static readonly IActorRef NoSender = null!;
}

/// <summary>Questions about a handle.</summary>
public static class ActorRefExtensions
{
    /// <summary>True when the handle is null or <see cref="ActorRefs.Nobody"/>.</summary>
    public static bool IsNobody(this IActorRef? actorRef) => actorRef is null or Nobody;
}

/// <summary>Sending with the sender filled in from the running actor.</summary>
public static class ActorRefImplicitSenderExtensions
{
    /// <summary>Sends a message with the running actor as sender; from outside an actor there is none.</summary>
    public static void Tell(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.Current?.Self);

    /// <summary>Passes a message on with its original sender.</summary>
    public static void Forward(this IActorRef receiver, object message) =>
        receiver.Tell(message, ActorCell.Current?.Sender);
}
