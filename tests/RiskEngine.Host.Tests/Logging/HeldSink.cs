using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;

namespace RiskEngine.Host.Tests.Logging;

/// <summary>A place for a log that takes its first line and then none, until it is let go on.</summary>
internal sealed class HeldSink : ILogEventSink, IDisposable
{
    private readonly SemaphoreSlim _gate = new(0);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _written = new();

    /// <summary>When it has been handed a line.</summary>
    internal Task Entered => _entered.Task;

    internal IEnumerable<string> Written => _written;

    public void Emit(LogEvent logEvent)
    {
        _entered.TrySetResult();
        _gate.Wait();
        _gate.Release();
        _written.Enqueue(logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    internal void GoOn() => _gate.Release();

    public void Dispose() => _gate.Dispose();
}
