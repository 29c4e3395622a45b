namespace RiskEngine.Storage;

/// <summary>Lets one at a time go ahead. What waits holds no connection meanwhile.</summary>
#pragma warning disable CA1001 // The semaphore has no handle that would want to be closed.
internal sealed class PostgresTurns
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Waits for the turn, which lasts until the result is disposed.</summary>
    internal async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(_one);
    }

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
