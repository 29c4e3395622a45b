namespace Akka.Actor;

/// <summary>The two handles that stand for no actor.</summary>
public static class ActorRefs
{
    /// <summary>Takes every message and does nothing.</summary>
    public static readonly Nobody Nobody = Nobody.Instance;

    /// <summary>No sender: answers go to dead letters.</summary>
    public static readonly IActorRef NoSender = null!;
}

/// <summary>The handle of nobody.</summary>
public sealed class Nobody : MinimalActorRef
{
    /// <summary>The only instance.</summary>
    public static readonly Nobody Instance = new();

    private Nobody() { }

    /// <inheritdoc />
    public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "all-systems")) / "nobody";

    internal override ActorSystemImpl? Owner => null;
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

/// <summary>Questions about a handle.</summary>
public static class ActorRefExtensions
{
    /// <summary>True when the handle is null or <see cref="ActorRefs.Nobody"/>.</summary>
    public static bool IsNobody(this IActorRef? actorRef) => actorRef is null or Nobody;

    /// <summary>The handle itself, or another when it stands for nobody.</summary>
    public static IActorRef GetOrElse(this IActorRef? actorRef, Func<IActorRef> elseValue) =>
        actorRef.IsNobody() ? elseValue() : actorRef!;
}
