using System.Text.Json.Nodes;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints.Public;

/// <summary><c>/v1/book/...</c>: bids and asks by level.</summary>
internal static class DepthQuery
{
    public static Answer Run(PublicCall call)
    {
        if (Market.Find(call.Parameter) is not { } market)
            return Refusals.UnknownSymbol(call.Parameter);
        var view = new MarketView(market, call);
        return Json.Ok(new JsonObject { ["bids"] = Write(view.Bids), ["asks"] = Write(view.Asks) });

        JsonArray Write(IEnumerable<(decimal Price, decimal Amount)> levels) =>
            [
                .. levels.Select(level => new JsonObject
                {
                    ["price"] = WireText.Of(level.Price),
                    ["amount"] = WireText.Of(level.Amount),
                    ["timestamp"] = WireText.Of(call.Now.ToUnixTimeSeconds()),
                }),
            ];
    }
}
