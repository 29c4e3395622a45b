using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>One private endpoint.</summary>
/// <param name="Path">The URL path, which the payload's <c>request</c> repeats.</param>
/// <param name="Roles">Roles of which a key needs one; none for any key.</param>
/// <param name="Scope">The scope that an OAuth token needs; null for none.</param>
/// <param name="Run">What it does once the gate has admitted a request.</param>
internal sealed record Endpoint(string Path, Roles Roles, string? Scope, Func<Call, Answer> Run)
{
    /// <summary>Every endpoint there is. Roles of the two reading ones are a choice: the pages do not agree.</summary>
    public static readonly IReadOnlyList<Endpoint> All =
    [
        new("/v1/order/cancel/session", Roles.Trader, Scopes.OrdersCreate, CancelSession.Run),
        new("/v1/order/cancel/all", Roles.Trader, Scopes.OrdersCreate, CancelAll.Run),
        new(CancelOrder.Path, Roles.Trader, Scopes.OrdersCreate, CancelOrder.Run),
        new(NewOrder.Path, Roles.Trader, Scopes.OrdersCreate, NewOrder.Run),
        new(OrderStatusQuery.Path, Roles.Trader | Roles.Auditor, Scopes.OrdersRead, OrderStatusQuery.Run),
        new(OpenOrdersQuery.Path, Roles.Trader | Roles.Auditor, Scopes.OrdersRead, OpenOrdersQuery.Run),
        new("/v1/roles", Roles.None, Scopes.AccountRead, RolesQuery.Run),
        new("/v1/heartbeat", Roles.None, null, Heartbeat.Run),
    ];

    /// <summary>The endpoint of a POST to <paramref name="path"/>; null when there is none.</summary>
    public static Endpoint? Find(string method, string path) =>
        method == "POST" ? All.FirstOrDefault(endpoint => endpoint.Path == path) : null;
}
