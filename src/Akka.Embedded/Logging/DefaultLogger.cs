namespace Akka.Event;

/// <summary>Writes log events to the console.</summary>
public class DefaultLogger : ActorBase
{
    /// <inheritdoc />
    protected override bool Receive(object message)
    {
        if (message is InitializeLogger)
            Sender.Tell(new LoggerInitialized());
        else if (message is LogEvent log)
            Print(log);
        else
            return false;
        return true;
    }

    /// <summary>Writes one event.</summary>
    protected virtual void Print(LogEvent logEvent) => Console.WriteLine(logEvent);
}

/// <summary>The first message that a logger gets; it answers with <see cref="LoggerInitialized"/>.</summary>
public class InitializeLogger(LoggingBus loggingBus)
{
    /// <summary>Where log events come from.</summary>
    public LoggingBus LoggingBus => loggingBus;
}

/// <summary>A logger's answer to <see cref="InitializeLogger"/>.</summary>
public class LoggerInitialized : IDeadLetterSuppression;
