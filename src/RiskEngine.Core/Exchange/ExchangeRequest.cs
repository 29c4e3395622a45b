namespace RiskEngine.Core;

/// <summary>What a guardian may ask of an exchange: one of the nested records, and nothing else.</summary>
public abstract record ExchangeRequest
{
    private ExchangeRequest() { }

    /// <summary>Cancel every order that this session's key opened.</summary>
    public sealed record CancelSessionOrders : ExchangeRequest;

    /// <summary>Cancel every order of the account, other keys' and hand-placed ones too.</summary>
    public sealed record CancelAccountOrders : ExchangeRequest;

    /// <summary>Cancel one order.</summary>
    /// <param name="Order">The order.</param>
    public sealed record CancelOrder(OrderId Order) : ExchangeRequest;

    /// <summary>Read every open order of the account.</summary>
    public sealed record ReadOpenOrders : ExchangeRequest;

    /// <summary>Read how one order stands.</summary>
    /// <param name="Order">The order.</param>
    public sealed record ReadOrderStatus(OrderId Order) : ExchangeRequest;

    /// <summary>
    /// Read the orders of the account that were placed under a name. Only of a name that
    /// <see cref="ExchangeCapabilities.NameOf"/> gave.
    /// </summary>
    /// <param name="Name">The name.</param>
    public sealed record ReadOrdersByName(ClientOrderId Name) : ExchangeRequest;

    /// <summary>Read the account's orders, open and closed, that were placed lately. Only where <see cref="ExchangeCapabilities.OrderHistory"/> says so.</summary>
    /// <param name="Since">Orders placed before are left out.</param>
    public sealed record ReadOrderHistory(DateTimeOffset Since) : ExchangeRequest;

    /// <summary>Read whose account the key acts on.</summary>
    public sealed record ReadAccount : ExchangeRequest;

    /// <summary>Read what the key may do.</summary>
    public sealed record ReadRoles : ExchangeRequest;

    /// <summary>Tell the exchange that the session lives.</summary>
    public sealed record SendHeartbeat : ExchangeRequest;

    /// <summary>A request that a strategy wrote.</summary>
    /// <param name="Endpoint">The path.</param>
    /// <param name="Fields">The payload's own fields.</param>
    public sealed record SendPrivate(PrivateEndpoint Endpoint, RequestFields Fields) : ExchangeRequest;
}
