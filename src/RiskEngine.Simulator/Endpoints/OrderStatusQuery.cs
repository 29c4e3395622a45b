using System.Text.Json.Nodes;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary><c>/v1/order/status</c>: one order of the account by <c>order_id</c>, or the latest by <c>client_order_id</c>.</summary>
internal static class OrderStatusQuery
{
    public const string Path = "/v1/order/status";

    public static Answer Run(Call call)
    {
        if (call.Payload.NumberOrText("order_id") is { } id)
        {
            return OrderJson.Id(id) is { } value && call.View.Find(value) is { } order
                ? Json.Ok(OrderJson.Write(order, call.Shape))
                : Refusals.OrderNotFound(id, call.Switches);
        }
        if (call.Payload.Text("client_order_id") is not { } clientId)
            return Refusals.InvalidOrder("MissingOrderField", "A required order_id field was not specified");
        if (call.View.FindLatest(clientId) is not { } named)
            return Refusals.OrderNotFound(clientId, call.Switches);
        return Json.Ok(
            call.Switches.StatusByClientOrderIdIsArray
                ? new JsonArray(OrderJson.Write(named, call.Shape))
                : OrderJson.Write(named, call.Shape)
        );
    }
}
