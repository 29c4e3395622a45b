using System.Text.Json.Nodes;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints.Public;

/// <summary><c>/v1/pubticker/...</c>, <c>/v2/ticker/...</c> and <c>/v1/pricefeed</c>: best prices and the last one.</summary>
internal static class TickerQuery
{
    private const int Hours = 24;

    public static Answer RunV1(PublicCall call) =>
        Of(
            call,
            (market, view) =>
                new JsonObject
                {
                    ["bid"] = WireText.Of(view.Bids[0].Price),
                    ["ask"] = WireText.Of(view.Asks[0].Price),
                    ["volume"] = new JsonObject
                    {
                        [market.Base] = WireText.Of(view.Trades.Sum(trade => trade.Amount)),
                        [market.Quote] = WireText.Of(view.Trades.Sum(trade => trade.Amount * trade.Price)),
                        ["timestamp"] = call.Now.ToUnixTimeMilliseconds(),
                    },
                    ["last"] = WireText.Of(view.Last),
                }
        );

    public static Answer RunV2(PublicCall call) =>
        Of(
            call,
            (market, view) =>
            {
                var last = WireText.Of(view.Last);
                return new JsonObject
                {
                    ["symbol"] = market.Symbol.ToUpperInvariant(),
                    ["open"] = WireText.Of(market.Reference),
                    ["high"] = WireText.Of(Math.Max(market.Reference, view.Last)),
                    ["low"] = WireText.Of(Math.Min(market.Reference, view.Last)),
                    ["close"] = last,
                    ["changes"] = new JsonArray([
                        .. Enumerable.Repeat(last, Hours).Select(text => JsonValue.Create(text)),
                    ]),
                    ["bid"] = WireText.Of(view.Bids[0].Price),
                    ["ask"] = WireText.Of(view.Asks[0].Price),
                };
            }
        );

    public static Answer RunPriceFeed(PublicCall call) =>
        Json.Ok(
            new JsonArray([
                .. Market.All.Select(market => new JsonObject
                {
                    ["pair"] = market.Symbol.ToUpperInvariant(),
                    ["price"] = WireText.Of(new MarketView(market, call).Last),
                    ["percentChange24h"] = "0.0000",
                }),
            ])
        );

    private static Answer Of(PublicCall call, Func<Market, MarketView, JsonObject> write) =>
        Market.Find(call.Parameter) is { } market
            ? Json.Ok(write(market, new MarketView(market, call)))
            : Refusals.UnknownSymbol(call.Parameter);
}
