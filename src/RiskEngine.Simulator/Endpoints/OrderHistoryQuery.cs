using System.Text.Json.Nodes;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Endpoints.Accounts;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>
/// <c>/v1/orders/history</c>: the account's final orders, newest first. Whether it is there, how it is written and paged, and
/// how late an order appears, nobody has found out yet: switches.
/// </summary>
internal static class OrderHistoryQuery
{
    public const string Path = "/v1/orders/history";

    public static Answer Run(Call call)
    {
        return call.Switches.OrderHistory switch
        {
            OrderHistory.Off => Refusals.EndpointNotFound(),
            OrderHistory.Array => Json.Ok(Orders()),
            OrderHistory.Wrapped => Json.Ok(new JsonObject { ["orders"] = Orders() }),
        };

        JsonArray Orders() => [.. Page(call, Closed(call)).Select(order => OrderJson.Write(order, OrderShape.Full))];
    }

    private static IEnumerable<Order> Closed(Call call)
    {
        var symbol = call.Payload.Text("symbol");
        return call
            .View.All.Where(order => order.ClosedAt <= call.Now - call.Switches.HistoryLag)
            .Where(order => symbol is null || order.Ticket.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(order => order.Id);
    }

    private static IEnumerable<Order> Page(Call call, IEnumerable<Order> closed)
    {
        if (call.Switches.HistoryPaging == HistoryPaging.None)
            return closed;
        var page = PageOf.Read(call.Payload, "limit_orders");
        return closed.Where(order => order.PlacedAt >= page.Since).Take(page.Limit);
    }
}
