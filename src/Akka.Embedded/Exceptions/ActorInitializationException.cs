namespace Akka.Actor;

/// <summary>An actor failed before it could take its first message.</summary>
public class ActorInitializationException : AkkaException
{
    /// <summary>Creates the exception without a message.</summary>
    public ActorInitializationException() { }

    /// <summary>Creates the exception.</summary>
    public ActorInitializationException(string message)
        : base(message) { }

    /// <summary>Creates the exception with its cause.</summary>
    public ActorInitializationException(string message, Exception cause)
        : base(message, cause) { }

    /// <summary>Creates the exception for an actor.</summary>
    public ActorInitializationException(IActorRef? actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    /// <summary>The actor that failed.</summary>
    public IActorRef? Actor { get; set; }

    /// <inheritdoc />
    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}
