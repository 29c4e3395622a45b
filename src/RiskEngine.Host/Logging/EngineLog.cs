using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace RiskEngine.Host.Logging;

/// <summary>The log of the process: of Akka, the engine and the web front, until it is disposed of.</summary>
/// <remarks>Whoever logs never waits for a place where the log goes: see <see cref="LogOutput"/>.</remarks>
internal sealed class EngineLog : IAsyncDisposable
{
    /// <summary>
    /// Akka's side of it: hand everything to Serilog. What Akka's own logger has not handled when the system ends goes to
    /// the logger of the standard output, whatever <c>stdout-loglevel</c> says, so that one is ours too.
    /// </summary>
    internal const string AkkaSettings = """
        akka {
          loglevel = INFO
          stdout-loglevel = OFF
          stdout-logger-class = "RiskEngine.Host.Logging.LastAkkaLines, RiskEngine.Host"
          log-dead-letters = off
          loggers = ["Akka.Logger.Serilog.SerilogLogger, Akka.Logger.Serilog"]
          logger-formatter = "Akka.Logger.Serilog.SerilogLogMessageFormatter, Akka.Logger.Serilog"
        }
        """;

    /// <summary>What waits is written within it at the end, or is lost: the reader may have stopped for good.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private const int FileBytes = 64 * 1024 * 1024;
    private const int Files = 14;
    private const int MostWaitingForAFile = 10_000;

    private readonly TimeProvider _time;
    private readonly LogWatch _watch;

    private EngineLog(IReadOnlyList<LogOutput> outputs, TimeProvider time)
    {
        (Outputs, _time) = (outputs, time);
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            // The web server's word for each call is no news: calls are in the audit trail.
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // A start that fails, as where the port is taken, it logs with its stack and throws as well: it is told once, in a line.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal);
        foreach (var output in outputs)
            configuration.WriteTo.Logger(output.Logger);
        Log.Logger = configuration.CreateLogger();
        _watch = new LogWatch(outputs, Log.Logger, time);
    }

    /// <summary>Where it goes.</summary>
    internal IReadOnlyList<LogOutput> Outputs { get; }

    /// <summary>Opens the log.</summary>
    /// <param name="file">The file; null: nowhere.</param>
    /// <param name="time">Ends the wait for what is left.</param>
    internal static EngineLog To(FileInfo? file, TimeProvider time) =>
        new(
            file is null
                ? []
                :
                [
                    new LogOutput(
                        "file",
                        MostWaitingForAFile,
                        to => to.File(file.FullName, formatProvider: CultureInfo.InvariantCulture)
                    ),
                ],
            time
        );

    /// <summary>
    /// Opens the log of a service: lines for people on the console, and a file a day of CLEF, the compact JSON that tools
    /// for logs read: an object a line, with the text as people read it (<c>@m</c>) and each part of it by its name.
    /// </summary>
    /// <param name="folder">Where the files are, two weeks of them; empty: nowhere.</param>
    /// <param name="mostWaiting">How many lines may wait for each of the two.</param>
    /// <param name="time">Ends the wait for what is left.</param>
    internal static EngineLog ToConsoleAnd(string folder, int mostWaiting, TimeProvider time)
    {
        var console = new LogOutput(
            "console",
            mostWaiting,
            to => to.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture)
        );
        return new EngineLog(folder.Length == 0 ? [console] : [console, DailyFile(folder, mostWaiting)], time);
    }

    internal static LogOutput DailyFile(string folder, int mostWaiting) =>
        new(
            "file",
            mostWaiting,
            to =>
                to.File(
                    new RenderedCompactJsonFormatter(),
                    Path.Combine(folder, "risk-engine-.jsonl"),
                    rollingInterval: RollingInterval.Day,
                    fileSizeLimitBytes: FileBytes,
                    rollOnFileSizeLimit: true,
                    retainedFileCountLimit: Files
                )
        );

    /// <summary>Writes out what is left, as far as it is taken within two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        Log.Logger = Logger.None;
        var closing = Task.WhenAll(Outputs.Select(output => output.CloseAsync()));
        await Task.WhenAny(closing, Task.Delay(LastWords, _time));
    }
}
