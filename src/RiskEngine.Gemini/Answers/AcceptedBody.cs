using System.Text;
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
                ExchangeRequest.CancelOrder asked => OrderCancel(json, asked.Order),
                ExchangeRequest.ReadOpenOrders => OpenOrders(json),
                ExchangeRequest.ReadRoles => Roles(json),
                ExchangeRequest.SendHeartbeat => Heartbeat(json),
                ExchangeRequest.SendPrivate => Private(json, redactor),
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
            : null;

    // An answer about another order proves nothing of this one.
    private static ExchangeAnswer.OrderCancelAccepted? OrderCancel(ReadOnlySpan<byte> json, OrderId asked) =>
        JsonSerializer.Deserialize(json, GeminiJson.Default.OrderBody) is { IsLive: { } isLive } order
        && order.OrderId == asked
            ? new ExchangeAnswer.OrderCancelAccepted(asked, isLive)
            : null;

    private static ExchangeAnswer.OpenOrdersRead? OpenOrders(ReadOnlySpan<byte> json)
    {
        var orders = JsonSerializer.Deserialize(json, GeminiJson.Default.OrderBodyArray);
        return orders is null || orders.Contains(null)
            ? null
            : new ExchangeAnswer.OpenOrdersRead(
                orders
                    .Select(x => new OpenOrder(x.OrderId, x.ClientOrderId is { } id ? new ClientOrderId(id) : null))
                    .ToValueList()
            );
    }

    private static ExchangeAnswer.RolesRead? Roles(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, GeminiJson.Default.RolesBody) is { } roles
            ? new ExchangeAnswer.RolesRead(roles.IsTrader, roles.IsFundManager, roles.IsAuditor)
            : null;

    private static ExchangeAnswer.HeartbeatAccepted? Heartbeat(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, GeminiJson.Default.HeartbeatBody) is { Result: Ok }
            ? new ExchangeAnswer.HeartbeatAccepted()
            : null;

    private static ExchangeAnswer.PrivateAccepted Private(ReadOnlySpan<byte> json, Redactor redactor)
    {
        var root = JsonSerializer.Deserialize(json, GeminiJson.Default.JsonElement);
        var isOrder = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("is_live"u8, out _);
        // An order whose number or state cannot be read may be live without anybody knowing it: that is unreadable.
        var order = isOrder
            ? JsonSerializer.Deserialize(json, GeminiJson.Default.OrderBody) is { IsLive: not null } read
                ? read
                : throw new JsonException("An order without a state.")
            : null;
        return new ExchangeAnswer.PrivateAccepted(
            redactor.Clean(Encoding.UTF8.GetString(json)),
            order is { IsLive: true } ? order.OrderId : null
        )
        {
            Closed = order is { IsLive: false } ? order.OrderId : null,
        };
    }
}
