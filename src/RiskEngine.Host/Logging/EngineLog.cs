using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace RiskEngine.Host.Hosting;

/// <summary>Where the log of Akka and the engine goes.</summary>
internal static class EngineLog
{
    /// <summary>Akka's side of it: hand everything to Serilog.</summary>
    internal const string AkkaSettings = """
        akka {
          loglevel = INFO
          stdout-loglevel = OFF
          log-dead-letters = off
          loggers = ["Akka.Logger.Serilog.SerilogLogger, Akka.Logger.Serilog"]
          logger-formatter = "Akka.Logger.Serilog.SerilogLogMessageFormatter, Akka.Logger.Serilog"
        }
        """;

    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const long FileBytes = 64 * 1024 * 1024;
    private const int Files = 14;

    /// <summary>Opens the log.</summary>
    /// <param name="file">The file; null: nowhere.</param>
    /// <returns>Writes out what is left, when disposed of.</returns>
    internal static IDisposable To(FileInfo? file)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Information();
        if (file is not null)
            configuration.WriteTo.File(file.FullName, formatProvider: CultureInfo.InvariantCulture);
        Log.Logger = configuration.CreateLogger();
        return new Open();
    }

    /// <summary>Opens the log of a service: lines for people on the console, an object a line in a file a day.</summary>
    /// <param name="folder">Where the files are, two weeks of them; empty: nowhere.</param>
    /// <returns>Writes out what is left, when disposed of.</returns>
    internal static IDisposable ToConsoleAnd(string folder)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            // The web server's word for each call is no news: calls are in the audit trail.
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
        if (folder.Length > 0)
            configuration.WriteTo.File(
                new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture),
                Path.Combine(folder, "risk-engine-.jsonl"),
                rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: FileBytes,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: Files
            );
        Log.Logger = configuration.CreateLogger();
        return new Open();
    }

    private sealed class Open : IDisposable
    {
        public void Dispose() => Log.CloseAndFlush();
    }
}
