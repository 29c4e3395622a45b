using System.Text.Json.Nodes;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary><c>/v1/orders</c>: the live orders of the account, without a word about which session opened them.</summary>
internal static class OpenOrdersQuery
{
    public const string Path = "/v1/orders";

    public static Answer Run(Call call)
    {
        // The shape of answers to order requests is not the list's, unless a fault makes it so.
        var shape = call.Faults.Shape ?? OrderShape.Full;
        var listed = call.View.Listed.Select(order => OrderJson.Write(order, shape));
        return Json.Ok(new JsonArray([.. ForeignOrders.Take(call.Faults.Foreign), .. listed]));
    }
}
