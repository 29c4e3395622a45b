using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Sinks.Async;

namespace RiskEngine.Host.Logging;

/// <summary>
/// A place where the log goes, behind a queue with a limit and a thread of its own. Whoever logs never waits: a line that
/// finds the queue full is dropped, and counted. So a console that nobody reads any more, or a disk that hangs, holds up
/// neither the engine nor the other places.
/// </summary>
internal sealed class LogOutput : IAsyncLogEventSinkMonitor
{
    private readonly Logger _logger;
    private volatile IAsyncLogEventSinkInspector? _queue;

    /// <param name="name">What people know it by.</param>
    /// <param name="mostWaiting">How many lines may wait.</param>
    /// <param name="write">Where they go.</param>
    internal LogOutput(string name, int mostWaiting, Action<LoggerSinkConfiguration> write)
    {
        (Name, MostWaiting) = (name, mostWaiting);
        _logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Async(write, mostWaiting, blockWhenFull: false, monitor: this)
            .CreateLogger();
    }

    internal string Name { get; }

    internal int MostWaiting { get; }

    internal ILogger Logger => _logger;

    /// <summary>How many lines were dropped, of this run.</summary>
    internal long Dropped => _queue?.DroppedMessagesCount ?? 0;

    /// <summary>Whether the next line would be dropped.</summary>
    internal bool IsFull => _queue is { } queue && queue.Count >= queue.BufferSize;

    /// <summary>Takes no more lines, and ends when those that wait are written: never, where nobody takes them.</summary>
    internal Task CloseAsync() =>
        Task.Factory.StartNew(
            _logger.Dispose,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    void IAsyncLogEventSinkMonitor.StartMonitoring(IAsyncLogEventSinkInspector inspector) => _queue = inspector;

    void IAsyncLogEventSinkMonitor.StopMonitoring(IAsyncLogEventSinkInspector inspector)
    {
        // The count stays good.
    }
}
