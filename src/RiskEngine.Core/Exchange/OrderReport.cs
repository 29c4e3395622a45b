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

    /// <summary>How much had not traded yet, whether it still can or not; null: it was not told.</summary>
    public decimal? Remaining { get; init; }

    /// <summary>When it was placed, by the exchange's clock; null: it was not told, or is of no interest.</summary>
    public DateTimeOffset? PlacedAt { get; init; }

    /// <summary>Whether the answer proves that the order can no longer trade.</summary>
    public bool IsClosed => Standing is OrderStanding.Canceled or OrderStanding.Filled or OrderStanding.Closed;
}
