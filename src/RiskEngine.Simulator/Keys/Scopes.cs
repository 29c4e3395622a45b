namespace RiskEngine.Simulator.Keys;

/// <summary>The OAuth scopes that the simulated endpoints ask for.</summary>
public static class Scopes
{
    /// <summary>Place and cancel orders.</summary>
    public const string OrdersCreate = "orders:create";

    /// <summary>Read orders.</summary>
    public const string OrdersRead = "orders:read";

    /// <summary>Read balances.</summary>
    public const string BalancesRead = "balances:read";

    /// <summary>Read trades and volumes.</summary>
    public const string HistoryRead = "history:read";

    /// <summary>Read the account.</summary>
    public const string AccountRead = "account:read";
}
