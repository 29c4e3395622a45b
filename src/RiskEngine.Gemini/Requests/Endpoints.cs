namespace RiskEngine.Gemini;

/// <summary>Where each request goes. The path is also the payload's <c>request</c>; Gemini compares the two.</summary>
internal static class Endpoints
{
    internal static string PathOf(ExchangeRequest request) =>
        request switch
        {
            ExchangeRequest.CancelSessionOrders => "/v1/order/cancel/session",
            ExchangeRequest.CancelAccountOrders => "/v1/order/cancel/all",
            ExchangeRequest.CancelOrder => "/v1/order/cancel",
            ExchangeRequest.ReadOpenOrders => "/v1/orders",
            ExchangeRequest.ReadOrderStatus => "/v1/order/status",
            ExchangeRequest.ReadOrderHistory => "/v1/orders/history",
            ExchangeRequest.ReadRoles => "/v1/roles",
            ExchangeRequest.ReadAccount => "/v1/account",
            ExchangeRequest.SendHeartbeat => "/v1/heartbeat",
            ExchangeRequest.SendPrivate given => given.Endpoint.Path,
            _ => throw ClosedUnion.Unhandled(request),
        };
}
