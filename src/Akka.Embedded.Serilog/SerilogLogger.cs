using Akka.Actor;
using Akka.Event;
using Serilog;
using Serilog.Core;
using Serilog.Core.Enrichers;
using Serilog.Events;
using LogEvent = Akka.Event.LogEvent;

namespace Akka.Logger.Serilog;

/// <summary>
/// Writes the log of an actor system to <see cref="Log.Logger"/>. Named in the configuration:
/// <c>akka.loggers = ["Akka.Logger.Serilog.SerilogLogger, Akka.Logger.Serilog"]</c>.
/// </summary>
/// <remarks>
/// The holes of a template become properties by their names. Every event carries <c>SourceContext</c> (the class that
/// logged), <c>ActorPath</c> (the actor that logged), <c>LogSource</c>, <c>Thread</c> and <c>Timestamp</c> (UTC, when
/// it was logged; Serilog's own time is when it was written).
/// </remarks>
public class SerilogLogger : ReceiveActor
{
    /// <summary>Started by the actor system.</summary>
    public SerilogLogger()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(Write);
    }

    private void Write(LogEvent logEvent)
    {
        var level = LevelOf(logEvent);
        if (!Log.Logger.IsEnabled(level))
            return;
        var (template, values) = logEvent.Message is LogMessage message
            ? (message.Format, message.Parameters().ToArray())
            : ("{Message:l}", [logEvent.Message]);
        Log.Logger.ForContext(ContextOf(logEvent)).Write(level, logEvent.Cause, template, values);
    }

    private ILogEventEnricher[] ContextOf(LogEvent logEvent) =>
        [
            new PropertyEnricher(Constants.SourceContextPropertyName, logEvent.LogClass.FullName),
            new PropertyEnricher("ActorPath", Sender.Path),
            new PropertyEnricher("LogSource", logEvent.LogSource),
            new PropertyEnricher("Thread", $"{logEvent.Thread.ManagedThreadId:0000}"),
            new PropertyEnricher("Timestamp", logEvent.Timestamp),
        ];

    private static LogEventLevel LevelOf(LogEvent logEvent) =>
        logEvent.LogLevel() switch
        {
            LogLevel.DebugLevel => LogEventLevel.Debug,
            LogLevel.InfoLevel => LogEventLevel.Information,
            LogLevel.WarningLevel => LogEventLevel.Warning,
            _ => LogEventLevel.Error,
        };
}
