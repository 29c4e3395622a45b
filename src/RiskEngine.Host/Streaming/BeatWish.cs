namespace RiskEngine.Host.Streaming;

/// <summary>That something has changed for which the next snapshot should not wait for its time. Many wishes are one.</summary>
internal sealed class BeatWish : IDisposable
{
    private readonly SemaphoreSlim _wanted = new(0);

    internal void Make()
    {
        if (_wanted.CurrentCount == 0)
            _wanted.Release();
    }

    /// <summary>Ends when one is made, or the time is up.</summary>
    internal async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        await _wanted.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
    }

    public void Dispose() => _wanted.Dispose();
}
