namespace Akka.Actor;

/// <summary>The base of every exception that this library defines.</summary>
public abstract class AkkaException(string message, Exception? cause = null) : Exception(message, cause);
