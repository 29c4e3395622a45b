using System.Text.Json.Nodes;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints.Public;

/// <summary><c>/v1/trades/...</c>: what was executed, newest first, nobody's name on it.</summary>
internal static class PublicTradesQuery
{
    public static Answer Run(PublicCall call)
    {
        if (Market.Find(call.Parameter) is not { } market)
            return Refusals.UnknownSymbol(call.Parameter);
        return Json.Ok(new JsonArray([.. new MarketView(market, call).Trades.Select(Write)]));
    }

    private static JsonObject Write(Trade trade) =>
        new()
        {
            ["timestamp"] = trade.At.ToUnixTimeSeconds(),
            ["timestampms"] = trade.At.ToUnixTimeMilliseconds(),
            ["tid"] = trade.Id,
            ["price"] = WireText.Of(trade.Price),
            ["amount"] = WireText.Of(trade.Amount),
            ["exchange"] = "gemini",
            // A public trade has the side of who took: the other one.
            ["type"] = WireText.Of(trade.Order.Ticket.Side == Side.Buy ? Side.Sell : Side.Buy),
        };
}
