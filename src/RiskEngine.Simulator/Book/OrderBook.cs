namespace RiskEngine.Simulator.Book;

/// <summary>
/// The orders of one account, each recorded with the session that opened it. Pure: time is passed in, nothing matches
/// by itself, and fills are scripted.
/// </summary>
internal sealed class OrderBook(string account)
{
    private readonly SortedDictionary<ulong, Order> _orders = [];

    public string Account => account;

    public IEnumerable<Order> All => _orders.Values;

    /// <summary>Live orders, oldest id first.</summary>
    public IEnumerable<Order> Open => _orders.Values.Where(order => order.IsLive);

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
        return _orders[id] = ticket.Option switch
        {
            ExecutionOption.ImmediateOrCancel => Off(order, "ImmediateOrCancelWouldPost"),
            ExecutionOption.FillOrKill => Off(order, "FillOrKillWouldNotFill"),
            _ => order,
        };
    }

    /// <summary>Takes a live order off the book; a final one stays as it is.</summary>
    public Order Cancel(Order order) => order.IsLive ? _orders[order.Id] = Off(order, "Requested") : order;

    /// <summary>Lets a live order stay until a cancel that was accepted takes effect.</summary>
    public Order CancelAt(Order order, DateTimeOffset leaves) =>
        _orders[order.Id] = order with { LeavesBookAt = order.LeavesBookAt ?? leaves };

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
        return _orders[order.Id] = order with
        {
            Executed = executed,
            AveragePrice = (order.Executed * order.AveragePrice + amount * price) / executed,
            Status = executed == order.Ticket.Amount ? OrderStatus.Filled : OrderStatus.Live,
        };
    }

    /// <summary>Lets every accepted cancel that is due take effect.</summary>
    public void Settle(DateTimeOffset now)
    {
        foreach (var order in Open.Where(order => order.LeavesBookAt <= now).ToList())
            Cancel(order);
    }

    private static Order Off(Order order, string reason) =>
        order with
        {
            Status = OrderStatus.Canceled,
            CancelReason = reason,
            LeavesBookAt = null,
        };
}
