namespace RiskEngine.Protocol;

/// <summary>Names a strategy of the trading system.</summary>
public sealed record StrategyId
{
    /// <summary>Takes the strategy's name.</summary>
    /// <param name="value">1 to 64 letters, digits, dots, hyphens or underscores.</param>
    /// <exception cref="ArgumentException">The text is not such a name.</exception>
    public StrategyId(string value) => Value = Words.Name(value);

    /// <summary>The name as text.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
