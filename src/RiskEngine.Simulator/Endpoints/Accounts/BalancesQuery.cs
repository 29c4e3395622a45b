using System.Text.Json.Nodes;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints.Accounts;

/// <summary>
/// <c>/v1/balances</c> and <c>/v1/notionalbalances/...</c>: so much of each currency at the start, moved by fills, less what
/// open orders tie up.
/// </summary>
internal static class BalancesQuery
{
    private const decimal Fiat = 10_000_000m;
    private const decimal Coins = 1_000m;

    public static Answer Run(Call call) =>
        Json.Ok(
            new JsonArray([
                .. Market.Currencies.Select(currency =>
                {
                    var (amount, available) = Of(call, currency);
                    return new JsonObject
                    {
                        ["type"] = "exchange",
                        ["currency"] = currency,
                        ["amount"] = WireText.Of(amount),
                        ["available"] = WireText.Of(available),
                        ["availableForWithdrawal"] = WireText.Of(available),
                    };
                }),
            ])
        );

    public static Answer RunNotional(Call call) =>
        Json.Ok(
            new JsonArray([
                .. Market.Currencies.Select(currency =>
                {
                    var (amount, available) = Of(call, currency);
                    var price = Notional(currency);
                    return new JsonObject
                    {
                        ["currency"] = currency,
                        ["amount"] = WireText.Of(amount),
                        ["amountNotional"] = WireText.Of(amount * price),
                        ["available"] = WireText.Of(available),
                        ["availableNotional"] = WireText.Of(available * price),
                        ["availableForWithdrawal"] = WireText.Of(available),
                        ["availableForWithdrawalNotional"] = WireText.Of(available * price),
                    };
                }),
            ])
        );

    private static (decimal Amount, decimal Available) Of(Call call, string currency)
    {
        var start = Market.All.Any(market => market.Base == currency) ? Coins : call.Funds ?? Fiat;
        var moved = call.Book.Trades.Sum(trade => Moved(trade, currency));
        var tiedUp = call.Book.Open.Sum(order => TiedUp(order, currency));
        return (start + moved, start + moved - tiedUp);
    }

    private static decimal Moved(Trade trade, string currency)
    {
        if (Market.Find(trade.Order.Ticket.Symbol) is not { } market)
            return 0;
        var sign = trade.Order.Ticket.Side == Side.Buy ? 1 : -1;
        return currency == market.Base ? sign * trade.Amount
            : currency == market.Quote ? -sign * trade.Amount * trade.Price
            : 0;
    }

    private static decimal TiedUp(Order order, string currency)
    {
        if (Market.Find(order.Ticket.Symbol) is not { } market)
            return 0;
        return order.Ticket.Side == Side.Buy
            ? currency == market.Quote
                ? order.Remaining * order.Ticket.Price
                : 0
            : currency == market.Base
                ? order.Remaining
                : 0;
    }

    /// <summary>What one unit is worth in dollars.</summary>
    private static decimal Notional(string currency) =>
        Market.All.FirstOrDefault(market => market.Base == currency && market.Quote == "USD")?.Reference ?? 1;
}
