namespace RiskEngine.Protocol;

/// <summary>The name that a trading system gave an order when it placed it.</summary>
/// <param name="Value">As the exchange returned it; never null.</param>
public sealed record ClientOrderId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
