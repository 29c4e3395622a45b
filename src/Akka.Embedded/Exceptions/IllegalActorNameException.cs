namespace Akka.Actor;

/// <summary>A path that no selection may have.</summary>
public class IllegalActorNameException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public IllegalActorNameException(string message)
        : base(message) { }
}
