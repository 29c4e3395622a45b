using System.Globalization;

namespace RiskEngine.Host.Api;

/// <summary>What is known of one order; a member that nobody told is left out. Amounts are text, since they are exact.</summary>
/// <param name="Order">Its number.</param>
/// <param name="Strategy">Whose it is.</param>
/// <param name="Symbol">What is traded.</param>
/// <param name="Side"><c>buy</c> or <c>sell</c>.</param>
/// <param name="Price">Its limit, in the quote currency.</param>
/// <param name="Remaining">How much had not traded yet.</param>
/// <param name="PlacedAt">When it was placed: its age is counted from here.</param>
/// <param name="EnteredBy">The endpoint that it went in by.</param>
internal sealed record OrderView(
    string Order,
    string? Strategy,
    string? Symbol,
    string? Side,
    string? Price,
    string? Remaining,
    DateTimeOffset? PlacedAt,
    string? EnteredBy
)
{
    /// <summary>Null: nothing is known of any.</summary>
    internal static IReadOnlyList<OrderView>? AllOf(ValueList<OrderDetail> details) =>
        details.Count == 0 ? null : [.. details.Select(Of)];

    private static OrderView Of(OrderDetail detail) =>
        new(
            detail.Id.Value,
            detail.Strategy?.Value,
            detail.Terms.Symbol,
            detail.Terms.Side?.Name(),
            detail.Terms.Price?.ToString(CultureInfo.InvariantCulture),
            detail.Terms.Remaining?.ToString(CultureInfo.InvariantCulture),
            detail.Terms.PlacedAt,
            detail.Terms.EnteredBy?.Path
        );
}
