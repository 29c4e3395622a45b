namespace Akka.Actor;

/// <summary>A message that may not be sent.</summary>
public class InvalidMessageException : AkkaException
{
    /// <summary>Creates the exception without a message.</summary>
    public InvalidMessageException() { }

    /// <summary>Creates the exception.</summary>
    public InvalidMessageException(string message)
        : base(message) { }
}
