namespace RiskEngine.Simulator.Book;

/// <summary>A pair that the exchange lists. Orders for others are taken as well: a test need not care what is listed.</summary>
/// <param name="Symbol">Lower case, such as <c>btcusd</c>.</param>
/// <param name="Base">The currency of amounts.</param>
/// <param name="Quote">The currency of prices.</param>
/// <param name="TickSize">The step of amounts.</param>
/// <param name="QuoteIncrement">The step of prices.</param>
/// <param name="LeastAmount">The smallest order.</param>
/// <param name="Reference">A price from before the first trade.</param>
internal sealed record Market(
    string Symbol,
    string Base,
    string Quote,
    decimal TickSize,
    decimal QuoteIncrement,
    decimal LeastAmount,
    decimal Reference
)
{
    public static readonly IReadOnlyList<Market> All =
    [
        new("btcusd", "BTC", "USD", 0.00000001m, 0.01m, 0.00001m, 100_000m),
        new("ethusd", "ETH", "USD", 0.000001m, 0.01m, 0.001m, 4_000m),
        new("ethbtc", "ETH", "BTC", 0.000001m, 0.00001m, 0.001m, 0.04m),
        new("solusd", "SOL", "USD", 0.000001m, 0.001m, 0.001m, 200m),
        new("ltcusd", "LTC", "USD", 0.00001m, 0.01m, 0.01m, 100m),
        new("btcgusdperp", "BTC", "GUSD", 0.00001m, 0.5m, 0.0001m, 100_000m),
    ];

    /// <summary>Every currency of a market, in alphabetical order.</summary>
    public static readonly IReadOnlyList<string> Currencies =
    [
        .. All.SelectMany(market => new[] { market.Base, market.Quote }).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>True for a perpetual contract.</summary>
    public bool IsPerpetual => Symbol.EndsWith("perp", StringComparison.Ordinal);

    public static Market? Find(string symbol) =>
        All.FirstOrDefault(market => market.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase));
}
