namespace Akka.Event;

/// <summary>Gets adapters, and names levels.</summary>
public static class Logging
{
    private const LogLevel Off = (LogLevel)int.MaxValue;

    /// <summary>The adapter of the running actor; its source is the actor's path.</summary>
    public static ILoggingAdapter GetLogger(
        this IActorContext context,
        ILogMessageFormatter? logMessageFormatter = null
    ) => GetLogger(context.System, context, logMessageFormatter);

    /// <summary>The adapter of a source: an actor, a class, an object of a class, or a name.</summary>
    public static ILoggingAdapter GetLogger(
        ActorSystem system,
        object logSourceObj,
        ILogMessageFormatter? logMessageFormatter = null
    )
    {
        var (source, type) = logSourceObj switch
        {
            IActorContext context => (context.Self.Path.ToString(), context.Props.Type),
            IActorRef actor => (actor.Path.ToString(), actor.GetType()),
            string name => ($"{name} ({system})", typeof(string)),
            Type t => ($"{t.Name} ({system})", t),
            _ => ($"{logSourceObj.GetType().Name} ({system})", logSourceObj.GetType()),
        };
        return new BusLogging(system.EventStream, source, type, logMessageFormatter ?? system.Settings.LogFormatter);
    }

    /// <summary>The type of event at a level.</summary>
    public static Type ClassFor(this LogLevel logLevel) =>
        logLevel switch
        {
            LogLevel.DebugLevel => typeof(Debug),
            LogLevel.InfoLevel => typeof(Info),
            LogLevel.WarningLevel => typeof(Warning),
            LogLevel.ErrorLevel => typeof(Error),
            _ => throw new ArgumentException("Unknown LogLevel", nameof(logLevel)),
        };

    /// <summary>The name of a level in the configuration.</summary>
    public static string StringFor(this LogLevel logLevel) =>
        logLevel == Off ? "OFF" : logLevel.ClassFor().Name.ToUpperInvariant();

    /// <summary>The level of a name in the configuration; <c>OFF</c> is above all levels.</summary>
    /// <exception cref="ArgumentException">There is no such level.</exception>
    public static LogLevel LogLevelFor(string logLevel) =>
        logLevel?.ToUpperInvariant() switch
        {
            "DEBUG" => LogLevel.DebugLevel,
            "INFO" => LogLevel.InfoLevel,
            "WARNING" => LogLevel.WarningLevel,
            "ERROR" => LogLevel.ErrorLevel,
            "OFF" => Off,
            _ => throw new ArgumentException(
                $"Unknown LogLevel: \"{logLevel}\". Valid values are: \"DEBUG\", \"INFO\", \"WARNING\", \"ERROR\", \"OFF\"",
                nameof(logLevel)
            ),
        };
}
