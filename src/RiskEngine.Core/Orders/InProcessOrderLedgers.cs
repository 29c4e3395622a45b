using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>Orders that are remembered as long as the process lives: after a restart of it, none is known.</summary>
public sealed class InProcessOrderLedgers : IOrderLedgers
{
    private static readonly Kept Nothing = new(
        ImmutableDictionary<OrderId, KeptOrder>.Empty,
        OrderLedgerStanding.InUse
    );

    private readonly ConcurrentDictionary<SessionKey, Kept> _sessions = new();

    /// <inheritdoc/>
    public Task<OrderLedgerReading> ReadAsync(SessionKey session, CancellationToken cancellationToken = default)
    {
        var kept = _sessions.GetValueOrDefault(session, Nothing);
        return Task.FromResult<OrderLedgerReading>(
            new OrderLedgerReading.Known(kept.Orders.Values.OrderBy(order => order.Id).ToValueList(), kept.Standing)
        );
    }

    /// <inheritdoc/>
    public Task<StoreChange> KeepAsync(
        SessionKey session,
        OrderLedgerChange change,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(change);
        _sessions.AddOrUpdate(session, _ => Nothing.With(change), (_, kept) => kept.With(change));
        return Task.FromResult<StoreChange>(new StoreChange.Kept());
    }

    private sealed record Kept(ImmutableDictionary<OrderId, KeptOrder> Orders, OrderLedgerStanding Standing)
    {
        internal Kept With(OrderLedgerChange change) =>
            new(
                Orders
                    .SetItems(change.Opened.Select(order => KeyValuePair.Create(order.Id, order)))
                    .RemoveRange(change.Closed),
                change.Standing
            );
    }
}
