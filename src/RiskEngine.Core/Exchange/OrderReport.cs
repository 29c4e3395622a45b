namespace RiskEngine.Core;

/// <summary>What one answer of the exchange says of one order.</summary>
/// <param name="Id">The exchange's own number.</param>
/// <param name="Standing">How the order stood.</param>
public sealed record OrderReport(OrderId Id, OrderStanding Standing)
{
    /// <summary>The name that it was placed with; null: none was told.</summary>
    public ClientOrderId? ClientId { get; init; }

    /// <summary>How much traded; null: it was not told.</summary>
    public decimal? Executed { get; init; }

    /// <summary>What else it says of the order; how much had not traded yet is told of a closed one too.</summary>
    public OrderTerms Terms { get; init; } = OrderTerms.None;

    /// <summary>Whether the answer proves that the order can no longer trade.</summary>
    public bool IsClosed =>
        Standing switch
        {
            OrderStanding.Canceled or OrderStanding.Filled or OrderStanding.Closed => true,
            OrderStanding.Unknown or OrderStanding.Live => false,
        };
}
