using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RiskEngine.Host.Streaming;

/// <summary>One who reads the stream: first what it missed, then what comes.</summary>
internal sealed class EventReader(
    IReadOnlyList<EventFrame> backlog,
    Channel<EventFrame> coming,
    Action<EventReader> close,
    TimeProvider time
) : IDisposable
{
    /// <summary>Far below the 30 or 60 s after which proxies end a connection that is silent.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    /// <summary>What it missed.</summary>
    internal IReadOnlyList<EventFrame> Backlog => backlog;

    internal async IAsyncEnumerable<EventFrame> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var frame in backlog)
            yield return frame;
        while (true)
        {
            while (coming.Reader.TryRead(out var frame))
                yield return frame;
            var more = coming.Reader.WaitToReadAsync(stop).AsTask();
            while (await IsSilentAsync(more, stop))
                yield return EventFrame.Heartbeat;
            if (!await more)
                yield break;
        }
    }

    private async Task<bool> IsSilentAsync(Task more, CancellationToken stop)
    {
        try
        {
            await more.WaitAsync(Silence, time, stop);
            return false;
        }
        catch (TimeoutException)
        {
            return true;
        }
    }

    public void Dispose() => close(this);

    /// <summary>Takes an event, or ends the reading: its end would wait for ever for what it has not taken.</summary>
    internal bool TryTake(EventFrame frame) => coming.Writer.TryWrite(frame) || !coming.Writer.TryComplete();
}
