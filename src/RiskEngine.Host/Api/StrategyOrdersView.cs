using System.Globalization;

namespace RiskEngine.Host.Api;

/// <summary>What became of one strategy's orders in one session; every other order of the session stays.</summary>
/// <param name="Canceled">Orders that the exchange says it canceled.</param>
/// <param name="Filled">Orders that a fill closed meanwhile.</param>
/// <param name="Gone">Orders that are closed, nobody said how.</param>
/// <param name="Open">Orders that were seen open last.</param>
/// <param name="Unaccounted">Orders of which nobody knows whether they are live.</param>
/// <param name="OfUnknownStrategy">Open orders of which nobody knows whose they are; they were left alone.</param>
/// <param name="Unanswered">Requests of the strategy whose answers were lost, and that may have placed an order.</param>
/// <param name="Others">How many known open orders of other strategies stay, since nobody asked for them.</param>
/// <param name="OmittedOrders">How many more there are than the lists name.</param>
internal sealed record StrategyOrdersView(
    IReadOnlyList<string> Canceled,
    IReadOnlyList<string> Filled,
    IReadOnlyList<string> Gone,
    IReadOnlyList<string> Open,
    IReadOnlyList<string> Unaccounted,
    IReadOnlyList<string> OfUnknownStrategy,
    int Unanswered,
    int Others,
    int OmittedOrders
)
{
    internal static StrategyOrdersView Of(StrategyOrders orders) =>
        new(
            Ids(orders.Canceled),
            Ids(orders.Filled),
            Ids(orders.Gone),
            Ids(orders.Open),
            Ids(orders.Unaccounted),
            Ids(orders.OfUnknownStrategy),
            orders.Unanswered,
            orders.Others,
            orders.Canceled.Omitted
                + orders.Filled.Omitted
                + orders.Gone.Omitted
                + orders.Open.Omitted
                + orders.Unaccounted.Omitted
                + orders.OfUnknownStrategy.Omitted
        );

    private static IReadOnlyList<string> Ids(ValueList<OrderId> orders) =>
        [.. orders.Select(order => string.Create(CultureInfo.InvariantCulture, $"{order}"))];
}
