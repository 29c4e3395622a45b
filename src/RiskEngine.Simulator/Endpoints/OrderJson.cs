using System.Globalization;
using System.Text.Json.Nodes;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>The wire form of an order. Ids are strings here and numbers in the answers of bulk cancels.</summary>
internal static class OrderJson
{
    public static JsonObject Write(Order order, OrderShape shape) =>
        shape switch
        {
            OrderShape.Full => Full(order),
            OrderShape.WithoutIsLive => WithoutIsLive(order),
            OrderShape.Prediction => Prediction(order),
        };

    private static JsonObject Full(Order order)
    {
        var ticket = order.Ticket;
        var id = Text(order.Id);
        var json = new JsonObject
        {
            ["order_id"] = id,
            ["id"] = id,
            ["symbol"] = ticket.Symbol,
            ["exchange"] = "gemini",
            ["avg_execution_price"] = WireText.Of(order.AveragePrice),
            ["side"] = ticket.SideAsWritten ?? WireText.Of(ticket.Side),
            ["type"] = ticket.Type,
            ["timestamp"] = order.PlacedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["timestampms"] = order.PlacedAt.ToUnixTimeMilliseconds(),
            ["is_live"] = order.IsLive,
            ["is_cancelled"] = order.Status == OrderStatus.Canceled,
            ["is_hidden"] = false,
            ["was_forced"] = false,
            ["executed_amount"] = WireText.Of(order.Executed),
            ["remaining_amount"] = WireText.Of(order.Remaining),
        };
        if (ticket.ClientOrderId is { } clientOrderId)
            json["client_order_id"] = clientOrderId;
        if (order.CancelReason is { } reason)
            json["reason"] = reason;
        json["options"] = ExecutionOptions.Name(ticket.Option) is { } option ? new JsonArray(option) : new JsonArray();
        json["price"] = WireText.Of(ticket.Price);
        if (ticket.StopPrice is { } stopPrice)
            json["stop_price"] = WireText.Of(stopPrice);
        json["original_amount"] = WireText.Of(ticket.Amount);
        return json;
    }

    private static JsonObject WithoutIsLive(Order order)
    {
        var json = Full(order);
        json.Remove("is_live");
        json.Remove("is_cancelled");
        return json;
    }

    private static JsonObject Prediction(Order order) =>
        new()
        {
            ["orderId"] = order.Id,
            ["status"] = order.Status switch
            {
                OrderStatus.Live => "open",
                OrderStatus.Canceled => "cancelled",
                OrderStatus.Filled => "filled",
            },
            ["symbol"] = order.Ticket.Symbol,
            ["side"] = order.Ticket.SideAsWritten ?? WireText.Of(order.Ticket.Side),
            ["orderType"] = "limit",
            ["quantity"] = WireText.Of(order.Ticket.Amount),
            ["filledQuantity"] = WireText.Of(order.Executed),
            ["remainingQuantity"] = WireText.Of(order.Remaining),
            ["price"] = WireText.Of(order.Ticket.Price),
            ["clientOrderId"] = order.Ticket.ClientOrderId,
            ["createdAt"] = order.PlacedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        };

    /// <summary>An order id as a request writes it, number or string; null when it cannot be one.</summary>
    public static ulong? Id(string written) =>
        ulong.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public static string Text(ulong id) => id.ToString(CultureInfo.InvariantCulture);
}
