using Akka.Event;
using Serilog.Events;

namespace RiskEngine.Host.Logging;

/// <summary>
/// Takes what Akka says before its loggers run and after they have ended, and hands it to Serilog: Akka's own class writes
/// to the standard output on the thread that logs, which never returns where nobody reads that any more.
/// </summary>
internal sealed class LastAkkaLines : MinimalLogger
{
    /// <inheritdoc/>
    protected override void Log(object message)
    {
        if (message is Akka.Event.LogEvent line)
            Serilog
                .Log.ForContext("LogSource", line.LogSource)
                .Write(LevelOf(line), line.Cause, "{Text:l}", line.Message);
    }

    private static LogEventLevel LevelOf(Akka.Event.LogEvent line) =>
        line.LogLevel() switch
        {
            LogLevel.DebugLevel => LogEventLevel.Debug,
            LogLevel.InfoLevel => LogEventLevel.Information,
            LogLevel.WarningLevel => LogEventLevel.Warning,
            LogLevel.ErrorLevel => LogEventLevel.Error,
            var other => throw new InvalidOperationException($"{other} is no level."),
        };
}
