namespace RiskEngine.Gemini;

/// <summary>Where each request goes. The path is also the payload's <c>request</c>; Gemini compares the two.</summary>
internal static class Endpoints
{
    /// <summary>Where spot orders are placed; whether those of prediction markets can be asked after by name is not known.</summary>
    private const string NewOrder = "/v1/order/new";

    /// <summary>
    /// Whether a request for an order of the spot book goes there: <c>/v1/orders</c> and the questions for one order are
    /// documented beside it. Orders of prediction markets have endpoints of their own, and nobody has published which lists know them.
    /// </summary>
    internal static bool PlacesSpotOrders(PrivateEndpoint? endpoint) => endpoint?.Path == NewOrder;

    /// <summary>The name under which a strategy's request places an order; null: it places none, or not under a name.</summary>
    internal static ClientOrderId? NameOf(ExchangeRequest.SendPrivate request) =>
        request.Endpoint.Path == NewOrder
        && request.Fields.Fields.OfType<RequestField.Text>().FirstOrDefault(field => field.Name == Payload.OrderName)
            is { Value.Length: > 0 } name
            ? new ClientOrderId(name.Value)
            : null;

    internal static string PathOf(ExchangeRequest request) =>
        request switch
        {
            ExchangeRequest.CancelSessionOrders => "/v1/order/cancel/session",
            ExchangeRequest.CancelAccountOrders => "/v1/order/cancel/all",
            ExchangeRequest.CancelOrder => "/v1/order/cancel",
            ExchangeRequest.ReadOpenOrders => "/v1/orders",
            ExchangeRequest.ReadOrderStatus or ExchangeRequest.ReadOrdersByName => "/v1/order/status",
            ExchangeRequest.ReadOrderHistory => "/v1/orders/history",
            ExchangeRequest.ReadRoles => "/v1/roles",
            ExchangeRequest.ReadAccount => "/v1/account",
            ExchangeRequest.SendHeartbeat => "/v1/heartbeat",
            ExchangeRequest.SendPrivate given => given.Endpoint.Path,
            _ => throw ClosedUnion.Unhandled(request),
        };
}
