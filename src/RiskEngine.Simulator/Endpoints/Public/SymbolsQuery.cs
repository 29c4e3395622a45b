using System.Text.Json.Nodes;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints.Public;

/// <summary><c>/v1/symbols</c> and <c>/v1/symbols/details/...</c>: what is listed, and each pair's steps; <c>all</c> for every pair.</summary>
internal static class SymbolsQuery
{
    public static Answer Run(PublicCall call) =>
        Json.Ok(new JsonArray([.. Market.All.Select(market => JsonValue.Create(market.Symbol))]));

    public static Answer RunDetails(PublicCall call)
    {
        if (call.Parameter == "all")
            return Json.Ok(new JsonArray([.. Market.All.Select(market => Details(market, call.Switches))]));
        return Market.Find(call.Parameter) is { } market
            ? Json.Ok(Details(market, call.Switches))
            : Refusals.UnknownSymbol(call.Parameter);
    }

    private static JsonObject Details(Market market, Switches switches)
    {
        var details = new JsonObject
        {
            ["symbol"] = market.Symbol.ToUpperInvariant(),
            ["base_currency"] = market.Base,
            ["quote_currency"] = market.Quote,
            ["tick_size"] = market.TickSize,
            ["quote_increment"] = market.QuoteIncrement,
            ["min_order_size"] = WireText.Of(market.LeastAmount),
            ["status"] = "open",
            ["wrap_enabled"] = false,
        };
        if (!market.IsPerpetual && !switches.SpotHasContractFields)
            return details;
        details["product_type"] = market.IsPerpetual ? "swap" : "spot";
        details["contract_type"] = market.IsPerpetual ? "linear" : "vanilla";
        details["contract_price_currency"] = market.Quote;
        return details;
    }
}
