using System.Text.Json;

namespace RiskEngine.Gemini;

/// <summary>Reads the body of a 200: strictly, because acceptance is what every proof rests on.</summary>
internal static class AcceptedBody
{
    private const string Ok = "ok";

    /// <summary>Null when the body does not say what the request's answer must say, or says that it is an error.</summary>
    internal static ExchangeAnswer? Read(ExchangeRequest request, ReadOnlySpan<byte> json, Redactor redactor)
    {
        try
        {
            return request switch
            {
                ExchangeRequest.CancelSessionOrders or ExchangeRequest.CancelAccountOrders => Cancel(json),
                _ when ErrorBody.Read(json) is { IsError: true } => null,
                ExchangeRequest.CancelOrder asked => Report(json, asked.Order) is { } order
                    ? new ExchangeAnswer.OrderCancelAccepted(order)
                    : null,
                ExchangeRequest.ReadOrderStatus asked => Report(json, asked.Order) is { } order
                    ? new ExchangeAnswer.OrderStatusRead(order)
                    : null,
                ExchangeRequest.ReadOrdersByName asked => ByName(json, asked.Name),
                ExchangeRequest.ReadOpenOrders => OpenOrders(json),
                ExchangeRequest.ReadOrderHistory => History(json),
                ExchangeRequest.ReadRoles => Roles(json),
                ExchangeRequest.ReadAccount => AccountBody.Read(json),
                ExchangeRequest.SendHeartbeat => Heartbeat(json),
                ExchangeRequest.SendPrivate own => PrivateBody.Read(own.Endpoint, json, redactor),
                _ => throw ClosedUnion.Unhandled(request),
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ExchangeAnswer.CancelAccepted? Cancel(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, GeminiJson.Default.CancelBody)
            is { Result: Ok, Error: null, Details: { } details }
            ? new ExchangeAnswer.CancelAccepted(
                ValueList.Create<OrderId>(details.CancelledOrders),
                ValueList.Create<OrderId>(details.CancelRejects)
            )
            {
                Listing = details is { CancelledOrders: not null, CancelRejects: not null }
                    ? CancelListing.Complete
                    : CancelListing.Incomplete,
            }
            : null;

    // An answer about another order proves nothing of this one.
    private static OrderReport? Report(ReadOnlySpan<byte> json, OrderId asked) =>
        OrderReading
            .EntriesOf(OrderReading.Parse(json))
            .Select(OrderReading.Read)
            .FirstOrDefault(order => order?.Id == asked);

    /// <summary>One order, or an array of them: both have been seen. An entry that cannot be read, or has another name, is no answer.</summary>
    private static ExchangeAnswer.OrdersByNameRead? ByName(ReadOnlySpan<byte> json, ClientOrderId asked)
    {
        var orders = new List<OrderReport>();
        foreach (var entry in OrderReading.EntriesOf(OrderReading.Parse(json)))
            if (OrderReading.Read(entry) is { } order && order.ClientId == asked)
                orders.Add(order);
            else
                return null;
        return new ExchangeAnswer.OrdersByNameRead(orders.ToValueList());
    }

    private static ExchangeAnswer.OpenOrdersRead? OpenOrders(ReadOnlySpan<byte> json)
    {
        if (ReadList(OrderReading.Parse(json), out var unreadable) is not { } orders)
            return null;
        return new ExchangeAnswer.OpenOrdersRead(
            orders
                .Where(order => !order.IsClosed)
                .Select(order => new OpenOrder(order.Id, order.ClientId) { Terms = order.Terms })
                .ToValueList()
        )
        {
            Closed = orders.Where(order => order.IsClosed).ToValueList(),
            Unreadable = unreadable,
        };
    }

    /// <summary>A list, or an object that has it: which of them Gemini sends is not published.</summary>
    private static ExchangeAnswer.OrderHistoryRead? History(ReadOnlySpan<byte> json)
    {
        var root = OrderReading.Parse(json);
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("orders"u8, out var wrapped))
            root = wrapped;
        return ReadList(root, out var unreadable) is { } orders
            ? new ExchangeAnswer.OrderHistoryRead(orders.ToValueList()) { Unreadable = unreadable }
            : null;
    }

    /// <summary>One entry that cannot be read spoils no other: it is counted.</summary>
    private static List<OrderReport>? ReadList(JsonElement root, out int unreadable)
    {
        unreadable = 0;
        if (root.ValueKind != JsonValueKind.Array)
            return null;
        var orders = new List<OrderReport>(root.GetArrayLength());
        foreach (var entry in root.EnumerateArray())
            if (OrderReading.Read(entry) is { } order)
                orders.Add(order);
            else
                unreadable++;
        return orders;
    }

    private static ExchangeAnswer.RolesRead? Roles(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, GeminiJson.Default.RolesBody) is { } roles
            ? new ExchangeAnswer.RolesRead(
                (roles.IsTrader ? KeyPermissions.Trade | KeyPermissions.OrderStatus : KeyPermissions.None)
                    | (roles.IsFundManager ? KeyPermissions.FundManagement : KeyPermissions.None)
                    | (roles.IsAuditor ? KeyPermissions.Audit : KeyPermissions.None)
            )
            : null;

    private static ExchangeAnswer.HeartbeatAccepted? Heartbeat(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, GeminiJson.Default.HeartbeatBody) is { Result: Ok }
            ? new ExchangeAnswer.HeartbeatAccepted()
            : null;
}
