namespace Akka.Actor;

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
