namespace Akka.Actor;

/// <summary>The actor got <see cref="Kill"/>.</summary>
public class ActorKilledException : AkkaException
{
    /// <summary>Creates the exception without a message.</summary>
    public ActorKilledException() { }

    /// <summary>Creates the exception.</summary>
    public ActorKilledException(string message)
        : base(message) { }
}
