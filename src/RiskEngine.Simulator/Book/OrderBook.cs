using System.Diagnostics;

namespace RiskEngine.Simulator.Book;

/// <summary>
/// The orders of one account, each recorded with the session that opened it. Pure: time is passed in, nothing matches
/// by itself, and fills are scripted.
/// </summary>
/// <param name="account">Nickname of the account.</param>
/// <param name="onChange">Told of every change, in the order of the changes.</param>
internal sealed class OrderBook(string account, Action<OrderEvent> onChange)
{
    /// <summary>The <c>reason</c> of an order that was canceled because somebody asked for it.</summary>
    public const string Requested = "Requested";

    private const long FirstTradeId = 2_840_000_000_001;

    private readonly SortedDictionary<ulong, Order> _orders = [];
    private readonly SortedDictionary<ulong, Order> _open = [];
    private readonly PriorityQueue<Due, (DateTimeOffset At, long Number)> _due = new();
    private readonly List<Trade> _trades = [];
    private long _dueCount;

    public string Account => account;

    public IEnumerable<Order> All => _orders.Values;

    /// <summary>Live orders, oldest id first.</summary>
    public IEnumerable<Order> Open => _open.Values;

    /// <summary>How the orders once stood.</summary>
    public OrderStates History { get; } = new();

    /// <summary>Every execution, oldest first.</summary>
    public IReadOnlyList<Trade> Trades => _trades;

    /// <summary>The quote currency that resting orders tie up.</summary>
    public decimal Reserved => Open.Sum(order => order.Remaining * order.Ticket.Price);

    public Order? Find(ulong id) => _orders.GetValueOrDefault(id);

    public Order Place(ulong id, OrderTicket ticket, string? session, Cause cause)
    {
        var order = new Order
        {
            Id = id,
            Account = Account,
            Session = session,
            Ticket = ticket,
            PlacedAt = cause.At,
        };
        return ticket.Option switch
        {
            ExecutionOption.ImmediateOrCancel => Off(order, "ImmediateOrCancelWouldPost", cause),
            ExecutionOption.FillOrKill => Off(order, "FillOrKillWouldNotFill", cause),
            ExecutionOption.None or ExecutionOption.MakerOrCancel => Put(order, OrderChange.Opened, cause),
        };
    }

    /// <summary>Takes a live order off the book; a final one stays as it is.</summary>
    public Order Cancel(Order order, Cause cause) => order.IsLive ? Off(order, Requested, cause) : order;

    /// <summary>
    /// Lets a live order stay until a cancel that was accepted takes effect. A second cancel does not put it off. The
    /// order may fill before.
    /// </summary>
    /// <returns>The order as it stands now: live.</returns>
    public Order CancelAt(Order order, DateTimeOffset leaves, Cause cause)
    {
        if (!order.IsLive || order.LeavesBookAt is not null)
            return order;
        var leaving = order with { LeavesBookAt = leaves };
        _orders[order.Id] = _open[order.Id] = leaving;
        History.Add(leaving, cause.At);
        Schedule(new Due.Cancel(order.Id, cause.Request), leaves);
        return leaving;
    }

    /// <summary>Fills part or all of a live order at <paramref name="price"/>.</summary>
    public Order Fill(Order order, decimal amount, decimal price, Cause cause)
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
        var isFilled = executed == order.Ticket.Amount;
        var filled = order with
        {
            Executed = executed,
            AveragePrice = (order.Executed * order.AveragePrice + amount * price) / executed,
            Status = isFilled ? OrderStatus.Filled : OrderStatus.Live,
            ClosedAt = isFilled ? cause.At : null,
            LeavesBookAt = isFilled ? null : order.LeavesBookAt,
        };
        _trades.Add(new Trade(FirstTradeId + _trades.Count, cause.At, filled, amount, price));
        return Put(filled, isFilled ? OrderChange.Filled : OrderChange.PartiallyFilled, cause);
    }

    /// <summary>Fills a share of what is then left of an order, if it is then still live.</summary>
    /// <param name="id">The order.</param>
    /// <param name="share">Above 0 and at most 1.</param>
    /// <param name="at">When.</param>
    /// <param name="request">The request that brings it about.</param>
    public void FillAt(ulong id, decimal share, DateTimeOffset at, long? request) =>
        Schedule(new Due.Fill(id, share, request), at);

    /// <summary>Lets everything that is due take effect, each at its own time.</summary>
    public void Settle(DateTimeOffset now)
    {
        while (_due.TryPeek(out var due, out var when) && when.At <= now)
        {
            _due.Dequeue();
            // A fill and a cancel may both be on their way: whichever is first decides, the other finds a final order.
            if (_open.TryGetValue(due.OrderId, out var order))
                Take(due, order, new Cause(when.At, due.Request));
        }
    }

    private void Take(Due due, Order order, Cause cause)
    {
        switch (due)
        {
            case Due.Cancel:
                Cancel(order, cause);
                break;
            case Due.Fill fill:
                Fill(order, order.Remaining * fill.Share, order.Ticket.Price, cause);
                break;
            default:
                throw new UnreachableException($"{due} is neither a cancel nor a fill.");
        }
    }

    private void Schedule(Due due, DateTimeOffset at) => _due.Enqueue(due, (at, _dueCount++));

    private Order Off(Order order, string reason, Cause cause) =>
        Put(
            order with
            {
                Status = OrderStatus.Canceled,
                CancelReason = reason,
                ClosedAt = cause.At,
                LeavesBookAt = null,
            },
            OrderChange.Canceled,
            cause
        );

    private Order Put(Order order, OrderChange change, Cause cause)
    {
        _orders[order.Id] = order;
        if (order.IsLive)
            _open[order.Id] = order;
        else
            _open.Remove(order.Id);
        History.Add(order, cause.At);
        onChange(new OrderEvent(cause.At, order.Id, order.Session, change, cause.Request));
        return order;
    }

    /// <summary>A change that was accepted and takes effect later.</summary>
    private abstract record Due(ulong OrderId, long? Request)
    {
        public sealed record Cancel(ulong OrderId, long? Request) : Due(OrderId, Request);

        public sealed record Fill(ulong OrderId, decimal Share, long? Request) : Due(OrderId, Request);
    }
}
