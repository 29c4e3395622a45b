namespace Akka.Event;

/// <summary>The first message that a logger gets; it answers with <see cref="LoggerInitialized"/>.</summary>
public class InitializeLogger : INoSerializationVerificationNeeded
{
    /// <summary>Created by the runtime.</summary>
    public InitializeLogger(LoggingBus loggingBus) => LoggingBus = loggingBus;

    /// <summary>Where log events come from.</summary>
    public LoggingBus LoggingBus { get; }
}
