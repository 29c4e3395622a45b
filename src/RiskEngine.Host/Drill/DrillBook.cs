using RiskEngine.Simulator.Book;

namespace RiskEngine.Host.Drill;

/// <summary>What became of a session's orders by the exchange's own book, whatever it answered.</summary>
/// <param name="Open">On the book.</param>
/// <param name="Canceled">Closed by a cancel.</param>
/// <param name="Filled">Closed by trading in full.</param>
internal sealed record DrillBook(
    IReadOnlyList<string> Open,
    IReadOnlyList<string> Canceled,
    IReadOnlyList<string> Filled
)
{
    internal static DrillBook Of(IEnumerable<Order> orders)
    {
        var byStatus = orders.ToLookup(order => order.Status, order => $"{order.Id}");
        return new DrillBook(
            [.. byStatus[OrderStatus.Live]],
            [.. byStatus[OrderStatus.Canceled]],
            [.. byStatus[OrderStatus.Filled]]
        );
    }
}
