namespace RiskEngine.Core;

/// <summary>Remembers nothing: a guardian that comes up knows no order of before, and that it may know none.</summary>
/// <remarks>
/// For nodes that share no store. What one of them had remembered may be of long ago, since others have run the session
/// after it, and would pass for all of its orders.
/// </remarks>
public sealed class NoOrderLedgers : IOrderLedgers
{
    /// <summary>The one there is.</summary>
    public static readonly NoOrderLedgers Instance = new();

    private NoOrderLedgers() { }

    /// <inheritdoc/>
    public Task<OrderLedgerReading> ReadAsync(SessionKey session, CancellationToken cancellationToken = default) =>
        Task.FromResult<OrderLedgerReading>(new OrderLedgerReading.Known([], OrderLedgerStanding.InUse));

    /// <inheritdoc/>
    public Task<StoreChange> KeepAsync(
        SessionKey session,
        OrderLedgerChange change,
        CancellationToken cancellationToken = default
    ) => Task.FromResult<StoreChange>(new StoreChange.Kept());
}
