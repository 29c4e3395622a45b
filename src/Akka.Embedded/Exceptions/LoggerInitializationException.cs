namespace Akka.Actor;

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
