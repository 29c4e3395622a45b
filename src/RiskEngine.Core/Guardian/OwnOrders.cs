using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>The orders known as ours, because they were opened through the guardian.</summary>
/// <param name="Known">Each of them, and what was seen of it.</param>
/// <param name="Overflowed">More were opened than may be remembered: from then on an unknown open order may be ours.</param>
internal sealed record OwnOrders(ImmutableDictionary<OrderId, OwnOrders.Order> Known, bool Overflowed)
{
    internal static readonly OwnOrders None = new(ImmutableDictionary<OrderId, Order>.Empty, false);

    internal OwnOrders Remember(OrderId order, TimeSpan now, int limit) =>
        Known.Count >= limit && !Known.ContainsKey(order)
            ? this with
            {
                Overflowed = true,
            }
            : this with
            {
                Known = Known.SetItem(order, new Order(now, WasMissed: false)),
            };

    /// <summary>Forgets orders that the exchange says are closed.</summary>
    internal OwnOrders Forget(IEnumerable<OrderId> closed) =>
        Known.IsEmpty ? this : this with { Known = Known.RemoveRange(closed) };

    /// <summary>
    /// Forgets what two looks in a row, begun after it became known, did not show. One alone may have been taken while
    /// the order was on its way into the book.
    /// </summary>
    internal OwnOrders AfterLook(ValueList<OpenOrder> open, TimeSpan begunAt)
    {
        var seen = open.Select(order => order.Id).ToHashSet();
        var known = Known.ToBuilder();
        foreach (var (id, order) in Known.Where(known => known.Value.Since < begunAt))
            if (seen.Contains(id))
                known[id] = order with { WasMissed = false };
            else if (order.WasMissed)
                known.Remove(id);
            else
                known[id] = order with { WasMissed = true };
        return this with { Known = known.ToImmutable() };
    }

    /// <param name="Since">When it became known, on the running clock.</param>
    /// <param name="WasMissed">Whether the latest look did not show it.</param>
    internal readonly record struct Order(TimeSpan Since, bool WasMissed);
}
