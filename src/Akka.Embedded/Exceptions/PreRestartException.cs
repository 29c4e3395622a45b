namespace Akka.Actor;

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
