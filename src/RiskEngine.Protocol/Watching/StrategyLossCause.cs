namespace RiskEngine.Protocol;

/// <summary>How a strategy was lost.</summary>
public enum StrategyLossCause
{
    /// <summary>Its actor ended, or its node is unreachable. Proves that it will send nothing more under that reference.</summary>
    Died,

    /// <summary>It sent nothing for its silence limit. Proves nothing else: it may be slow.</summary>
    Silent,
}
