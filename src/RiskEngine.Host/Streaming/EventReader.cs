using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RiskEngine.Host.Streaming;

/// <summary>One who reads the stream: first what it missed, then what comes.</summary>
internal sealed class EventReader(
    IReadOnlyList<EventFrame> backlog,
    Channel<EventFrame> coming,
    Action<EventReader> close
) : IDisposable
{
    /// <summary>What it missed.</summary>
    internal IReadOnlyList<EventFrame> Backlog => backlog;

    internal async IAsyncEnumerable<EventFrame> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var frame in backlog)
            yield return frame;
        await foreach (var frame in coming.Reader.ReadAllAsync(stop))
            yield return frame;
    }

    public void Dispose() => close(this);

    /// <summary>Takes an event, or ends the reading: its end would wait for ever for what it has not taken.</summary>
    internal bool TryTake(EventFrame frame) => coming.Writer.TryWrite(frame) || !coming.Writer.TryComplete();
}
