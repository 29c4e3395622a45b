namespace RiskEngine.Protocol;

/// <summary>What a session's key may do at the exchange, as the exchange told.</summary>
[Flags]
public enum KeyPermissions
{
    /// <summary>Nothing that the engine knows of.</summary>
    None = 0,

    /// <summary>Place and cancel orders.</summary>
    Trade = 1,

    /// <summary>Read how single orders stand.</summary>
    OrderStatus = 2,

    /// <summary>Read balances, orders and trades.</summary>
    Audit = 4,

    /// <summary>Move money in and out. The engine needs it for nothing.</summary>
    FundManagement = 8,
}
