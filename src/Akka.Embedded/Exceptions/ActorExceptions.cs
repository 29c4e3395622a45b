namespace Akka.Actor;

/// <summary>An actor failed before it could take its first message.</summary>
public class ActorInitializationException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public ActorInitializationException(string message)
        : base(message) { }

    /// <summary>Creates the exception for an actor.</summary>
    public ActorInitializationException(IActorRef? actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    /// <summary>The actor that failed.</summary>
    public IActorRef? Actor { get; set; }

    /// <inheritdoc />
    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}

/// <summary>An actor failed while its old instance was being told of the restart.</summary>
public class PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
    : ActorInitializationException(
        actor,
        $"exception in preRestart({restartException.Message}, {optionalMessage})",
        cause
    );

/// <summary>An actor failed while its new instance was being created or told of the restart.</summary>
public class PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
    : ActorInitializationException(actor, $"Exception post restart ({originalCause.GetType()})", cause);

/// <summary>The actor got <see cref="Kill"/>.</summary>
public class ActorKilledException(string message) : AkkaException(message);

/// <summary>An actor that it watched died, and the actor did not handle <see cref="Terminated"/>.</summary>
public class DeathPactException(IActorRef deadActor) : AkkaException($"Monitored actor [{deadActor}] terminated");

/// <summary>Something an actor may not do in its state.</summary>
public class IllegalActorStateException(string message) : AkkaException(message);

/// <summary>A name that no actor may have, or that is taken.</summary>
public class InvalidActorNameException(string message) : AkkaException(message);

/// <summary>A message that may not be sent.</summary>
public class InvalidMessageException(string message) : AkkaException(message);

/// <summary>No actor lives at the selected path.</summary>
public class ActorNotFoundException(string message, Exception? innerException = null)
    : AkkaException(message, innerException);

/// <summary>An ask had no answer in time.</summary>
public class AskTimeoutException(string message) : AkkaException(message);

/// <summary>The stash is full.</summary>
public class StashOverflowException(string message, Exception? cause = null) : AkkaException(message, cause);

/// <summary>The scheduler cannot take the work.</summary>
public sealed class SchedulerException(string message) : AkkaException(message);
