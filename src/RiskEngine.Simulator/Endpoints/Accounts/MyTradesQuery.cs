using System.Text.Json.Nodes;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints.Accounts;

/// <summary><c>/v1/mytrades</c>: the account's executions, newest first, by <c>symbol</c>, <c>timestamp</c> and <c>limit_trades</c>.</summary>
internal static class MyTradesQuery
{
    private const decimal Fee = 0.001m;

    public static Answer Run(Call call)
    {
        var symbol = call.Payload.Text("symbol");
        var page = PageOf.Read(call.Payload, "limit_trades");
        var trades = call
            .Book.Trades.Where(trade =>
                symbol is null || trade.Order.Ticket.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase)
            )
            .Where(trade => trade.At >= page.Since)
            .OrderByDescending(trade => trade.Id)
            .Take(page.Limit);
        return Json.Ok(new JsonArray([.. trades.Select(Write)]));
    }

    private static JsonObject Write(Trade trade)
    {
        var ticket = trade.Order.Ticket;
        var json = new JsonObject
        {
            ["price"] = WireText.Of(trade.Price),
            ["amount"] = WireText.Of(trade.Amount),
            ["timestamp"] = trade.At.ToUnixTimeSeconds(),
            ["timestampms"] = trade.At.ToUnixTimeMilliseconds(),
            ["type"] = ticket.Side == Side.Buy ? "Buy" : "Sell",
            ["aggressor"] = false,
            ["fee_currency"] = Market.Find(ticket.Symbol)?.Quote ?? "USD",
            ["fee_amount"] = WireText.Of(trade.Amount * trade.Price * Fee),
            ["tid"] = trade.Id,
            ["order_id"] = OrderJson.Text(trade.Order.Id),
            ["exchange"] = "gemini",
            ["is_auction_fill"] = false,
            ["is_clearing_fill"] = false,
            ["symbol"] = ticket.Symbol.ToUpperInvariant(),
        };
        if (ticket.ClientOrderId is { } clientOrderId)
            json["client_order_id"] = clientOrderId;
        return json;
    }
}
