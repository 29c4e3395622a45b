namespace RiskEngine.Core;

/// <summary>An order that the exchange says is open.</summary>
/// <param name="Id">The exchange's number.</param>
/// <param name="ClientId">The name that it was placed with, if any.</param>
public sealed record OpenOrder(OrderId Id, ClientOrderId? ClientId)
{
    /// <summary>What else the list says of it.</summary>
    public OrderTerms Terms { get; init; } = OrderTerms.None;
}
