namespace Akka.Actor;

/// <summary>An actor failed while its new instance was being created or told of the restart.</summary>
public class PostRestartException : ActorInitializationException
{
    /// <summary>Creates the exception.</summary>
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(actor, $"Exception post restart ({originalCause.GetType()})", cause) => OriginalCause = originalCause;

    /// <summary>What made the restart necessary.</summary>
    public Exception OriginalCause { get; }
}
