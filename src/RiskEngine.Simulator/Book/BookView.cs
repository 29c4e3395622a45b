using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Book;

/// <summary>A book as one request sees it.</summary>
/// <param name="book">The book as it is.</param>
/// <param name="sight">What the request sees of it.</param>
/// <param name="now">When it looks.</param>
/// <param name="predictions">What of it reaches orders of prediction markets.</param>
internal sealed class BookView(OrderBook book, Sight sight, DateTimeOffset now, PredictionReach predictions)
{
    /// <summary>The live orders that a cancel finds, as they are.</summary>
    public IEnumerable<Order> Cancelable =>
        book.Open.Where(order =>
            IsOldEnough(order) && (!order.Ticket.IsPrediction || predictions != PredictionReach.Apart)
        );

    /// <summary>Every order that a look finds, live or final, oldest id first.</summary>
    public IEnumerable<Order> All => (IsBehind ? book.History.All(now - sight.Behind) : book.All).Where(IsSeen);

    /// <summary>What a list of open orders says, oldest id first.</summary>
    public IEnumerable<Order> Listed
    {
        get
        {
            var open = (IsBehind ? All : book.Open.Where(IsSeen)).Where(order => order.IsLive);
            if (sight.KeepsClosed == TimeSpan.Zero && sight.ShowsClosed == TimeSpan.Zero)
                return open;
            return open.Concat(book.All.Where(IsSeen).Select(Closed).OfType<Order>())
                .DistinctBy(order => order.Id)
                .OrderBy(order => order.Id);
        }
    }

    private bool IsBehind => sight.Behind > TimeSpan.Zero;

    /// <summary>An order that a cancel finds, live or final, as it is; null when it finds none.</summary>
    public Order? FindToCancel(ulong id) => book.Find(id) is { } order && IsSeen(order) ? order : null;

    /// <summary>An order that a look finds, as it sees it; null when it finds none.</summary>
    public Order? Find(ulong id)
    {
        var order = IsBehind ? book.History.Find(id, now - sight.Behind) : book.Find(id);
        return order is not null && IsSeen(order) ? order : null;
    }

    /// <summary>The latest order with that client order id that a look finds.</summary>
    public Order? FindLatest(string clientOrderId) =>
        All.LastOrDefault(order => order.Ticket.ClientOrderId == clientOrderId);

    private bool IsSeen(Order order) =>
        IsOldEnough(order) && (!order.Ticket.IsPrediction || predictions == PredictionReach.Shared);

    private bool IsOldEnough(Order order) =>
        sight.HidesYounger == TimeSpan.Zero || order.PlacedAt <= now - sight.HidesYounger;

    /// <summary>A closed order that a list has all the same; null when it does not.</summary>
    private Order? Closed(Order order)
    {
        if (order.ClosedAt is not { } closedAt)
            return null;
        if (closedAt > now - sight.KeepsClosed)
            return book.History.LastLive(order.Id);
        return closedAt > now - sight.ShowsClosed ? order : null;
    }
}
