using System.Globalization;
using Serilog;

namespace RiskEngine.Host.Logging;

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

    private sealed class Open : IDisposable
    {
        public void Dispose() => Log.CloseAndFlush();
    }
}
