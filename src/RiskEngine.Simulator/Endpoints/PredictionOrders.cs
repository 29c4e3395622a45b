using System.Text.RegularExpressions;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>Orders of prediction markets, which have endpoints and a shape of their own.</summary>
/// <remarks>Not published beyond their fields: the refusals are those of spot orders.</remarks>
internal static partial class PredictionOrders
{
    public const string Path = "/v1/prediction-markets/order";
    public const string CancelPath = "/v1/prediction-markets/order/cancel";

    public static Answer Place(Call call)
    {
        var payload = call.Payload;
        if (payload.Text("symbol") is not { } symbol || !SymbolForm().IsMatch(symbol))
            return Refusals.InvalidOrder("InvalidSymbol", "An invalid symbol was specified");
        if (payload.PositiveDecimal("quantity") is not { } quantity)
            return Refusals.InvalidOrder("InvalidQuantity", "A negative or otherwise invalid quantity was specified");
        if (payload.PositiveDecimal("price") is not { } price)
            return Refusals.InvalidOrder("InvalidPrice", "For new orders, the price was invalid");
        if (payload.Text("side") is not ("buy" or "sell") || payload.Text("orderType") is not "limit")
            return Refusals.InvalidOrder("InvalidSide", "For new orders, an invalid side was specified");
        var side = payload.Text("side") == "buy" ? Side.Buy : Side.Sell;
        var ticket = new OrderTicket(symbol, side, quantity, price)
        {
            IsPrediction = true,
            ClientOrderId = payload.Text("clientOrderId"),
        };
        var order = call.Book.Place(call.Ids.Next(), ticket, call.Session.Alias, call.Cause);
        return Json.Ok(OrderJson.Write(call.FillAsPlanned(order), OrderShape.Prediction));
    }

    public static Answer Cancel(Call call)
    {
        if (call.Payload.NumberOrText("orderId") is not { } id)
            return Refusals.InvalidOrder("MissingOrderField", "A required orderId field was not specified");
        return OrderJson.Id(id) is { } value && call.Book.Find(value) is { Ticket.IsPrediction: true } order
            ? Json.Ok(OrderJson.Write(call.Book.Cancel(call.FillAsPlanned(order), call.Cause), OrderShape.Prediction))
            : Refusals.OrderNotFound(id, call.Switches);
    }

    [GeneratedRegex(@"^[A-Z0-9-]{5,64}\z")]
    private static partial Regex SymbolForm();
}
