using System.Text.Json.Nodes;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>
/// Entries of a list that no order of the book stands behind, each odd in one way that other clients and other products
/// of an exchange make possible. A reader has to survive every one of them, and find its own orders behind them.
/// </summary>
internal static class ForeignOrders
{
    private const ulong FirstId = 99_000_000_000_000_001;

    private static readonly Action<JsonObject, ulong>[] Oddities =
    [
        (order, _) => order["client_order_id"] = 20190110,
        (order, _) => order["client_order_id"] = null,
        (order, _) => order["client_order_id"] = "not ours: \u00e9\u4e2d \"quoted\"",
        (order, id) => (order["order_id"], order["id"]) = (id, id),
        (order, _) => order["options"] = new JsonObject { ["post_only"] = true },
        (order, _) => (order["side"], order["type"]) = ("BUY", "indication-of-interest"),
        (order, _) => (order["price"], order["stop_price"]) = (null, 1e-8),
        (order, _) => (order["timestamp"], order["timestampms"]) = (1547146811.25, "1547146811357"),
        (order, _) => (order["is_live"], order["is_hidden"]) = ("true", null),
        (order, _) => order["legs"] = new JsonArray(new JsonObject { ["order_id"] = "1", ["is_live"] = true }),
        (order, id) =>
        {
            order.Clear();
            order["orderId"] = id;
            order["status"] = "open";
            order["symbol"] = "GEMI-BTC05M2606011000-UP";
            order["clientOrderId"] = 7;
        },
    ];

    /// <summary>So many of them, each with an id of its own; after the last oddity the first comes again.</summary>
    public static IEnumerable<JsonNode> Take(int count) =>
        Enumerable.Range(0, count).Select(index => Write(FirstId + (ulong)index, Oddities[index % Oddities.Length]));

    private static JsonObject Write(ulong id, Action<JsonObject, ulong> oddity)
    {
        var order = new JsonObject
        {
            ["order_id"] = $"{id}",
            ["id"] = $"{id}",
            ["symbol"] = "ethusd",
            ["exchange"] = "gemini",
            ["avg_execution_price"] = "0.00",
            ["side"] = "sell",
            ["type"] = "exchange limit",
            ["timestamp"] = "1547146811",
            ["timestampms"] = 1547146811357,
            ["is_live"] = true,
            ["is_cancelled"] = false,
            ["is_hidden"] = false,
            ["was_forced"] = false,
            ["executed_amount"] = "0",
            ["remaining_amount"] = "2",
            ["options"] = new JsonArray(),
            ["price"] = "200.00",
            ["original_amount"] = "2",
        };
        oddity(order, id);
        return order;
    }
}
