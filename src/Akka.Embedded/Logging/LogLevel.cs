namespace Akka.Event;

/// <summary>How much a log event matters.</summary>
public enum LogLevel
{
    /// <summary>For developers.</summary>
    DebugLevel,

    /// <summary>Normal life.</summary>
    InfoLevel,

    /// <summary>Something that may need attention.</summary>
    WarningLevel,

    /// <summary>Something that failed.</summary>
    ErrorLevel,
}
