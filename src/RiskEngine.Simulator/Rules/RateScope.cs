namespace RiskEngine.Simulator.Rules;

/// <summary>Whose requests are counted together against the rate.</summary>
public enum RateScope
{
    /// <summary>Those of one key.</summary>
    Key,

    /// <summary>Those of all keys of an account; a master key counts as its own.</summary>
    Account,

    /// <summary>Those of everybody: all callers have one address here.</summary>
    Address,
}
