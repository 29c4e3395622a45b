using System.Globalization;
using System.Text.Json.Nodes;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints.Accounts;

/// <summary><c>/v1/tradevolume</c> and <c>/v1/notionalvolume</c>: what the account has traded, and its fees.</summary>
internal static class VolumeQuery
{
    public static Answer RunTrades(Call call)
    {
        var bySymbol = call
            .Book.Trades.GroupBy(trade => trade.Order.Ticket.Symbol)
            .Select(trades =>
            {
                var bought = trades.Where(trade => trade.Order.Ticket.Side == Side.Buy).ToList();
                var market = Market.Find(trades.Key);
                return new JsonObject
                {
                    ["symbol"] = trades.Key,
                    ["base_currency"] = market?.Base ?? "",
                    ["notional_currency"] = market?.Quote ?? "",
                    ["data_date"] = Day(call),
                    ["total_volume_base"] = trades.Sum(trade => trade.Amount),
                    ["buy_maker_base"] = bought.Sum(trade => trade.Amount),
                    ["buy_maker_notional"] = bought.Sum(trade => trade.Amount * trade.Price),
                    ["buy_maker_count"] = bought.Count,
                };
            });
        return Json.Ok(new JsonArray(new JsonArray([.. bySymbol])));
    }

    public static Answer RunNotional(Call call)
    {
        var notional = call.Book.Trades.Sum(trade => trade.Amount * trade.Price);
        return Json.Ok(
            new JsonObject
            {
                ["last_updated_ms"] = call.Now.ToUnixTimeMilliseconds(),
                ["date"] = Day(call),
                ["web_maker_fee_bps"] = 100,
                ["web_taker_fee_bps"] = 100,
                ["web_auction_fee_bps"] = 100,
                ["api_maker_fee_bps"] = 10,
                ["api_taker_fee_bps"] = 35,
                ["api_auction_fee_bps"] = 20,
                ["fix_maker_fee_bps"] = 10,
                ["fix_taker_fee_bps"] = 35,
                ["fix_auction_fee_bps"] = 20,
                ["block_maker_fee_bps"] = 0,
                ["block_taker_fee_bps"] = 50,
                ["notional_30d_volume"] = notional,
                ["notional_1d_volume"] = new JsonArray(
                    new JsonObject { ["date"] = Day(call), ["notional_volume"] = notional }
                ),
            }
        );
    }

    private static string Day(Call call) => call.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
