using RiskEngine.Simulator.Book;

namespace RiskEngine.Simulator.Endpoints.Public;

/// <summary>What the public sees of a pair: everybody's open orders between two standing ones, and everybody's trades.</summary>
/// <param name="market">The pair.</param>
/// <param name="call">Who asks, and when.</param>
internal sealed class MarketView(Market market, PublicCall call)
{
    /// <summary>How far the standing orders are from the reference price, so that a book is never empty on a side.</summary>
    private const decimal StandingDistance = 0.1m;

    private const decimal StandingAmount = 100m;

    private const int MostTrades = 50;

    /// <summary>Price and amount of each level, best first.</summary>
    public IReadOnlyList<(decimal Price, decimal Amount)> Bids =>
        Levels(Side.Buy, market.Reference * (1 - StandingDistance));

    /// <summary>Price and amount of each level, best first.</summary>
    public IReadOnlyList<(decimal Price, decimal Amount)> Asks =>
        Levels(Side.Sell, market.Reference * (1 + StandingDistance));

    /// <summary>The latest trades, newest first.</summary>
    public IReadOnlyList<Trade> Trades =>
        [
            .. call
                .Books.SelectMany(book => book.Trades)
                .Where(trade => trade.Order.Ticket.Symbol == market.Symbol)
                .OrderByDescending(trade => trade.At)
                .Take(MostTrades),
        ];

    /// <summary>The price of the latest trade, or the one from before the first.</summary>
    public decimal Last => Trades is [var latest, ..] ? latest.Price : market.Reference;

    private List<(decimal Price, decimal Amount)> Levels(Side side, decimal standing)
    {
        var levels = call
            .Books.SelectMany(book => book.Open)
            .Select(order => (order.Ticket, order.Remaining))
            .Where(open => open.Ticket.Symbol == market.Symbol && open.Ticket.Side == side)
            .Select(open => (open.Ticket.Price, Amount: open.Remaining))
            .Append((Price: standing, Amount: StandingAmount))
            .GroupBy(level => level.Price)
            .Select(group => (Price: group.Key, Amount: group.Sum(level => level.Amount)));
        return side == Side.Buy
            ? [.. levels.OrderByDescending(level => level.Price)]
            : [.. levels.OrderBy(level => level.Price)];
    }
}
