namespace Akka.Actor;

/// <summary>The base of every exception that this library defines.</summary>
public abstract class AkkaException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    protected AkkaException() { }

    /// <summary>An exception with <paramref name="message"/> and what caused it, if anything did.</summary>
    protected AkkaException(string message, Exception? cause = null)
        : base(message, cause) { }
}
