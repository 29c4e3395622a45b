namespace Akka.Event;

/// <summary>What code logs with.</summary>
public interface ILoggingAdapter
{
    /// <summary>Puts templates and values together.</summary>
    ILogMessageFormatter Formatter { get; }

    /// <summary>True when debug events are logged.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>True when events of the level are logged.</summary>
    bool IsEnabled(LogLevel logLevel);

    /// <summary>Logs a text.</summary>
    void Log(LogLevel logLevel, Exception? cause, string format);

    /// <summary>Logs a template with values.</summary>
    void Log(LogLevel logLevel, Exception? cause, LogMessage message);
}
