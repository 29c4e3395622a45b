namespace RiskEngine.Host.Api;

/// <summary>A page of the orders in one list of a cancel's answer, as it was when the cancel was answered.</summary>
/// <param name="Session">The session that was canceled.</param>
/// <param name="CommandId">The command.</param>
/// <param name="List"><c>open</c>, <c>unaccounted</c>, <c>others</c>, <c>rejects</c>, <c>filled</c>, <c>gone</c> or <c>canceled</c>.</param>
/// <param name="Orders">The orders, in the list's own order.</param>
/// <param name="Total">How many the whole list has.</param>
/// <param name="Next">What to ask for as <c>after</c> to go on; null: this was the end, or the rest is not kept.</param>
internal sealed record OrdersPage(
    string Session,
    string CommandId,
    string List,
    IReadOnlyList<string> Orders,
    int Total,
    int? Next
)
{
    /// <summary>What is known of these orders; null: nothing beside their numbers, or they are closed.</summary>
    public IReadOnlyList<OrderView>? Details { get; init; }

    internal static OrdersPage Of(OutcomeOrders page) =>
        new(
            $"{page.Session}",
            page.Command.Value,
            page.List.Name(),
            [.. page.Orders.Select(order => order.Value)],
            page.Total,
            page.Orders is { Omitted: > 0, Count: > 0 } ? page.From + page.Orders.Count : null
        )
        {
            Details = OrderView.AllOf(page.Details),
        };
}
