namespace RiskEngine.Core;

/// <summary>What an exchange offers beyond what every guardian needs.</summary>
/// <param name="OrderHistory">Whether <see cref="ExchangeRequest.ReadOrderHistory"/> may be asked.</param>
public sealed record ExchangeCapabilities(bool OrderHistory)
{
    /// <summary>Nothing beyond.</summary>
    public static readonly ExchangeCapabilities None = new(OrderHistory: false);
}
