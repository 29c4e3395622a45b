namespace RiskEngine.Core.Tests.Simulation;

/// <summary>The store of open orders and nonce marks that outlives the processes: a change is there whole, or not at all.</summary>
internal sealed class StoredOrders
{
    /// <summary>The longest that a write takes in a store that is well.</summary>
    internal static readonly TimeSpan SlowestWrite = Given.Ms(10);

    private readonly Dictionary<OrderId, KeptOrder> _open = [];
    private readonly HashSet<OrderId> _everKept = [];
    private OrderLedgerStanding _standing = OrderLedgerStanding.InUse;

    internal Nonce? Mark { get; private set; }

    internal OrderLedgerReading.Known Read() => new(_open.Values.OrderBy(order => order.Id).ToValueList(), _standing);

    /// <summary>Whether it has ever had the order.</summary>
    internal bool HasHad(OrderId order) => _everKept.Contains(order);

    internal void Keep(OrderLedgerChange change)
    {
        foreach (var order in change.Opened)
        {
            _open[order.Id] = order;
            _everKept.Add(order.Id);
        }

        foreach (var order in change.Closed)
            _open.Remove(order);
        _standing = change.Standing;
    }

    internal void Reserve(Nonce upTo) => Mark = Mark is { } mark && mark > upTo ? mark : upTo;
}
