namespace RiskEngine.Simulator.Book;

/// <summary>
/// The orders of one account, each recorded with the session that opened it. Pure: time is passed in, nothing matches
/// by itself, and fills are scripted.
/// </summary>
internal sealed class OrderBook(string account)
{
    private readonly SortedDictionary<ulong, Order> _orders = [];
    private readonly SortedDictionary<ulong, Order> _open = [];
    private readonly List<ulong> _leaving = [];

    public string Account => account;

    public IEnumerable<Order> All => _orders.Values;

    /// <summary>Live orders, oldest id first.</summary>
    public IEnumerable<Order> Open => _open.Values;

    /// <summary>The quote currency that resting orders tie up.</summary>
    public decimal Reserved => Open.Sum(order => order.Remaining * order.Ticket.Price);

    public Order? Find(ulong id) => _orders.GetValueOrDefault(id);

    public Order? FindLatest(string clientOrderId) =>
        _orders.Values.LastOrDefault(o => o.Ticket.ClientOrderId == clientOrderId);

    public Order Place(ulong id, OrderTicket ticket, string? session, DateTimeOffset now)
    {
        var order = new Order
        {
            Id = id,
            Account = Account,
            Session = session,
            Ticket = ticket,
            PlacedAt = now,
        };
        var placed = ticket.Option switch
        {
            ExecutionOption.ImmediateOrCancel => Off(order, "ImmediateOrCancelWouldPost"),
            ExecutionOption.FillOrKill => Off(order, "FillOrKillWouldNotFill"),
            _ => order,
        };
        return Put(placed);
    }

    /// <summary>Takes a live order off the book; a final one stays as it is.</summary>
    public Order Cancel(Order order) => order.IsLive ? Put(Off(order, "Requested")) : order;

    /// <summary>Lets a live order stay until a cancel that was accepted takes effect.</summary>
    public void CancelAt(Order order, DateTimeOffset leaves)
    {
        if (order.LeavesBookAt is not null)
            return;
        Put(order with { LeavesBookAt = leaves });
        _leaving.Add(order.Id);
    }

    /// <summary>Fills part or all of a live order at <paramref name="price"/>.</summary>
    public Order Fill(Order order, decimal amount, decimal price)
    {
        if (!order.IsLive)
            throw new InvalidOperationException($"Order {order.Id} is {order.Status} and cannot be filled.");
        if (amount <= 0 || amount > order.Remaining)
            throw new ArgumentOutOfRangeException(
                nameof(amount),
                amount,
                $"Order {order.Id} has {order.Remaining} left."
            );
        var executed = order.Executed + amount;
        var filled = order with
        {
            Executed = executed,
            AveragePrice = (order.Executed * order.AveragePrice + amount * price) / executed,
            Status = executed == order.Ticket.Amount ? OrderStatus.Filled : OrderStatus.Live,
        };
        return Put(filled);
    }

    /// <summary>Lets every accepted cancel that is due take effect.</summary>
    public void Settle(DateTimeOffset now)
    {
        if (_leaving.Count == 0)
            return;
        foreach (var order in _leaving.Select(id => _orders[id]).Where(order => order.LeavesBookAt <= now).ToList())
            Cancel(order);
        _leaving.RemoveAll(id => !_open.ContainsKey(id));
    }

    private Order Put(Order order)
    {
        _orders[order.Id] = order;
        if (order.IsLive)
            _open[order.Id] = order;
        else
            _open.Remove(order.Id);
        return order;
    }

    private static Order Off(Order order, string reason) =>
        order with
        {
            Status = OrderStatus.Canceled,
            CancelReason = reason,
            LeavesBookAt = null,
        };
}
