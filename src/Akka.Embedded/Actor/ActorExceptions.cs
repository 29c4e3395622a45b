namespace Akka.Actor;

/// <summary>An ask had no answer in time.</summary>
public class AskTimeoutException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public AskTimeoutException(string message)
        : base(message) { }
}

/// <summary>A name that no actor may have, or that is taken.</summary>
public class InvalidActorNameException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public InvalidActorNameException(string message)
        : base(message) { }

    /// <summary>Creates the exception with its cause.</summary>
    public InvalidActorNameException(string message, Exception innerException)
        : base(message, innerException) { }
}

/// <summary>A path that no selection may have.</summary>
public class IllegalActorNameException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public IllegalActorNameException(string message)
        : base(message) { }
}

/// <summary>Something an actor may not do in its state.</summary>
public class IllegalActorStateException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public IllegalActorStateException(string message)
        : base(message) { }
}

/// <summary>A message that may not be sent.</summary>
public class InvalidMessageException : AkkaException
{
    /// <summary>Creates the exception without a message.</summary>
    public InvalidMessageException() { }

    /// <summary>Creates the exception.</summary>
    public InvalidMessageException(string message)
        : base(message) { }
}

/// <summary>No actor lives at the selected path.</summary>
public class ActorNotFoundException : AkkaException
{
    /// <summary>Creates the exception without a message.</summary>
    public ActorNotFoundException() { }

    /// <summary>Creates the exception.</summary>
    public ActorNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}

/// <summary>The actor got <see cref="Kill"/>.</summary>
public class ActorKilledException : AkkaException
{
    /// <summary>Creates the exception without a message.</summary>
    public ActorKilledException() { }

    /// <summary>Creates the exception.</summary>
    public ActorKilledException(string message)
        : base(message) { }
}

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

/// <summary>An actor failed while its old instance was being told of the restart.</summary>
public class PreRestartException : ActorInitializationException
{
    /// <summary>Creates the exception.</summary>
    public PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
        : base(actor, $"exception in preRestart({restartException.Message}, {optionalMessage})", cause)
    {
        RestartException = restartException;
        OptionalMessage = optionalMessage;
    }

    /// <summary>What the hook threw.</summary>
    public Exception RestartException { get; }

    /// <summary>The message in hand when the actor failed first.</summary>
    public object? OptionalMessage { get; }
}

/// <summary>An actor failed while its new instance was being created or told of the restart.</summary>
public class PostRestartException : ActorInitializationException
{
    /// <summary>Creates the exception.</summary>
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(actor, $"Exception post restart ({originalCause.GetType()})", cause) => OriginalCause = originalCause;

    /// <summary>What made the restart necessary.</summary>
    public Exception OriginalCause { get; }
}

/// <summary>An actor that it watched died, and the actor did not handle <see cref="Terminated"/>.</summary>
public class DeathPactException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public DeathPactException(IActorRef deadActor)
        : base($"Monitored actor [{deadActor}] terminated") => DeadActor = deadActor;

    /// <summary>The actor that died.</summary>
    public IActorRef DeadActor { get; }
}

/// <summary>A logger could not be started.</summary>
public class LoggerInitializationException : AkkaException
{
    /// <summary>Creates the exception without a message.</summary>
    public LoggerInitializationException() { }

    /// <summary>Creates the exception.</summary>
    public LoggerInitializationException(string message)
        : base(message) { }

    /// <summary>Creates the exception with its cause.</summary>
    public LoggerInitializationException(string message, Exception? cause = null)
        : base(message, cause) { }
}

/// <summary>The scheduler cannot take the work.</summary>
public sealed class SchedulerException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public SchedulerException(string message)
        : base(message) { }
}

/// <summary>The stash is full.</summary>
public class StashOverflowException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public StashOverflowException(string message, Exception? cause = null)
        : base(message, cause) { }
}
