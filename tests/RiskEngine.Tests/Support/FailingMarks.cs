namespace RiskEngine.Tests.Support;

/// <summary>A store of nonces that knows a mark, and fails its first writes.</summary>
internal sealed class FailingMarks(Nonce mark, int failures) : INonceMarks
{
    private int _writes;

    /// <summary>How often it was asked to write.</summary>
    internal int Writes => Volatile.Read(ref _writes);

    public Task<NonceMarkReading> ReadAsync(SessionKey session, CancellationToken cancellationToken) =>
        Task.FromResult<NonceMarkReading>(new NonceMarkReading.Known(mark));

    public Task<StoreChange> ReserveAsync(SessionKey session, Nonce upTo, CancellationToken cancellationToken) =>
        Task.FromResult<StoreChange>(
            Interlocked.Increment(ref _writes) <= failures
                ? new StoreChange.Failed(new StoreFailure(StoreFault.Full, "no room left"))
                : new StoreChange.Kept()
        );
}
