using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>
/// <c>/v1/order/cancel</c>: cancels one order of the account at once, whoever opened it. An order that is final already
/// is answered with 200 again.
/// </summary>
internal static class CancelOrder
{
    public const string Path = "/v1/order/cancel";

    public static Answer Run(Call call)
    {
        if (call.Payload.NumberOrText("order_id") is not { } id)
            return Refusals.InvalidOrder("MissingOrderField", "A required order_id field was not specified");
        return OrderJson.Id(id) is { } value && call.View.FindToCancel(value) is { } order
            ? Json.Ok(OrderJson.Write(Cancel(call, call.FillAsPlanned(order)), call.Shape))
            : Refusals.OrderNotFound(id, call.Switches);
    }

    /// <summary>The order as the answer shows it, which is not how it stands when the cancel takes effect later.</summary>
    private static Order Cancel(Call call, Order order)
    {
        if (call.Faults.Settles == TimeSpan.Zero || !order.IsLive)
            return call.Book.Cancel(order, call.Cause);
        var leaving = call.Book.CancelAt(order, call.Now + call.Faults.Settles, call.Cause);
        return call.Faults.SaysStillLive
            ? leaving
            : leaving with
            {
                Status = OrderStatus.Canceled,
                CancelReason = OrderBook.Requested,
            };
    }
}
