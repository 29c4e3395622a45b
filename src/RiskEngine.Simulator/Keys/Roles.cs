namespace RiskEngine.Simulator.Keys;

/// <summary>What an API key may do. A key holds any combination.</summary>
[Flags]
public enum Roles
{
    /// <summary>No role: every endpoint that wants one refuses.</summary>
    None = 0,

    /// <summary>Places and cancels orders.</summary>
    Trader = 1,

    /// <summary>Moves funds.</summary>
    FundManager = 2,

    /// <summary>Reads.</summary>
    Auditor = 4,

    /// <summary>Every role.</summary>
    Any = Trader | FundManager | Auditor,
}
