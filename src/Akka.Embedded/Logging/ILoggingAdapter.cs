namespace Akka.Event;

/// <summary>What code logs with.</summary>
public interface ILoggingAdapter
{
    /// <summary>Puts templates and values together.</summary>
    ILogMessageFormatter Formatter { get; }

    /// <summary>True when debug events are logged.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>True when info events are logged.</summary>
    bool IsInfoEnabled { get; }

    /// <summary>True when warnings are logged.</summary>
    bool IsWarningEnabled { get; }

    /// <summary>True when errors are logged.</summary>
    bool IsErrorEnabled { get; }

    /// <summary>True when events of the level are logged.</summary>
    bool IsEnabled(LogLevel logLevel);

    /// <summary>Logs a text.</summary>
    void Log(LogLevel logLevel, Exception? cause, string format);

    /// <summary>Logs a template with values.</summary>
    void Log(LogLevel logLevel, Exception? cause, LogMessage message);
}

/// <summary>The base of adapters.</summary>
public abstract class LoggingAdapterBase : ILoggingAdapter
{
    /// <summary>Creates an adapter with a formatter.</summary>
    protected LoggingAdapterBase(ILogMessageFormatter logMessageFormatter)
    {
        ArgumentNullException.ThrowIfNull(logMessageFormatter);
        Formatter = logMessageFormatter;
    }

    /// <inheritdoc />
    public ILogMessageFormatter Formatter { get; }

    /// <inheritdoc />
    public abstract bool IsDebugEnabled { get; }

    /// <inheritdoc />
    public abstract bool IsInfoEnabled { get; }

    /// <inheritdoc />
    public abstract bool IsWarningEnabled { get; }

    /// <inheritdoc />
    public abstract bool IsErrorEnabled { get; }

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) =>
        logLevel switch
        {
            LogLevel.DebugLevel => IsDebugEnabled,
            LogLevel.InfoLevel => IsInfoEnabled,
            LogLevel.WarningLevel => IsWarningEnabled,
            LogLevel.ErrorLevel => IsErrorEnabled,
            _ => throw new NotSupportedException($"Unknown LogLevel {logLevel}"),
        };

    /// <inheritdoc />
    public void Log(LogLevel logLevel, Exception? cause, string format) => NotifyLog(logLevel, format, cause);

    /// <inheritdoc />
    public void Log(LogLevel logLevel, Exception? cause, LogMessage message) => NotifyLog(logLevel, message, cause);

    /// <summary>Logs a text or a <see cref="LogMessage"/>.</summary>
    protected abstract void NotifyLog(LogLevel logLevel, object message, Exception? cause = null);
}

/// <summary>Logs nothing.</summary>
public sealed class NoLogger : LoggingAdapterBase
{
    /// <summary>The only instance.</summary>
    public static readonly ILoggingAdapter Instance = new NoLogger();

    private NoLogger()
        : base(DefaultLogMessageFormatter.Instance) { }

    /// <inheritdoc />
    public override bool IsDebugEnabled => false;

    /// <inheritdoc />
    public override bool IsInfoEnabled => false;

    /// <inheritdoc />
    public override bool IsWarningEnabled => false;

    /// <inheritdoc />
    public override bool IsErrorEnabled => false;

    /// <inheritdoc />
    protected override void NotifyLog(LogLevel logLevel, object message, Exception? cause = null) { }
}

/// <summary>Logs to a bus.</summary>
public sealed class BusLogging : LoggingAdapterBase
{
    /// <summary>Creates an adapter for a source.</summary>
    public BusLogging(LoggingBus bus, string logSource, Type logClass, ILogMessageFormatter logMessageFormatter)
        : base(logMessageFormatter)
    {
        Bus = bus;
        LogSource = logSource;
        LogClass = logClass;
    }

    /// <summary>Where it logs to.</summary>
    public LoggingBus Bus { get; }

    /// <summary>Who logs.</summary>
    public string LogSource { get; }

    /// <summary>The class that logs.</summary>
    public Type LogClass { get; }

    /// <inheritdoc />
    public override bool IsDebugEnabled => Bus.LogLevel <= LogLevel.DebugLevel;

    /// <inheritdoc />
    public override bool IsInfoEnabled => Bus.LogLevel <= LogLevel.InfoLevel;

    /// <inheritdoc />
    public override bool IsWarningEnabled => Bus.LogLevel <= LogLevel.WarningLevel;

    /// <inheritdoc />
    public override bool IsErrorEnabled => Bus.LogLevel <= LogLevel.ErrorLevel;

    /// <inheritdoc />
    protected override void NotifyLog(LogLevel logLevel, object message, Exception? cause = null)
    {
        LogEvent log = logLevel switch
        {
            LogLevel.DebugLevel => new Debug(cause, LogSource, LogClass, message),
            LogLevel.InfoLevel => new Info(cause, LogSource, LogClass, message),
            LogLevel.WarningLevel => new Warning(cause, LogSource, LogClass, message),
            LogLevel.ErrorLevel => new Error(cause, LogSource, LogClass, message),
            _ => throw new NotSupportedException($"Unknown LogLevel {logLevel}"),
        };
        log.Timestamp = Bus.Clock.GetUtcNow().UtcDateTime;
        Bus.Publish(log);
    }
}
