namespace Akka.Actor;

/// <summary>Something an actor may not do in its state.</summary>
public class IllegalActorStateException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public IllegalActorStateException(string message)
        : base(message) { }
}
