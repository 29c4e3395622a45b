using System.Globalization;

namespace RiskEngine.Protocol;

/// <summary>The exchange's own number of an order.</summary>
/// <param name="Value">All 64 bits count: ids in use are above 2^53 and would be rounded as a double.</param>
public readonly record struct OrderId(ulong Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
