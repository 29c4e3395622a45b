using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>
/// <c>/v1/order/cancel</c>: cancels one order of the account at once, whoever opened it. An order that is final already
/// is answered with 200 again.
/// </summary>
internal static class CancelOrder
{
    public static Answer Run(Call call)
    {
        if (call.Payload.NumberOrText("order_id") is not { } id)
            return Refusals.InvalidOrder("MissingOrderField", "A required order_id field was not specified");
        return OrderJson.Id(id) is { } value && call.Book.Find(value) is { } order
            ? Json.Ok(OrderJson.Write(call.Book.Cancel(order)))
            : Refusals.OrderNotFound(id);
    }
}
