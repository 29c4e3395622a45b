namespace RiskEngine.Tests.Support;

/// <summary>A store of nonces that never answers.</summary>
internal sealed class SilentMarks : INonceMarks
{
    public Task<NonceMarkReading> ReadAsync(SessionKey session, CancellationToken cancellationToken) =>
        new TaskCompletionSource<NonceMarkReading>().Task;

    public Task<StoreChange> ReserveAsync(SessionKey session, Nonce upTo, CancellationToken cancellationToken) =>
        new TaskCompletionSource<StoreChange>().Task;
}
