namespace RiskEngine.Tests.Support;

/// <summary>A store of open orders that takes its time to keep a change.</summary>
internal sealed class SlowLedgers(TimeProvider time, TimeSpan takes) : IOrderLedgers
{
    private readonly InProcessOrderLedgers _ledgers = new();

    public Task<OrderLedgerReading> ReadAsync(SessionKey session, CancellationToken cancellationToken) =>
        _ledgers.ReadAsync(session, cancellationToken);

    public async Task<StoreChange> KeepAsync(
        SessionKey session,
        OrderLedgerChange change,
        CancellationToken cancellationToken
    )
    {
        await Task.Delay(takes, time, CancellationToken.None).ConfigureAwait(false);
        return await _ledgers.KeepAsync(session, change, cancellationToken).ConfigureAwait(false);
    }
}
