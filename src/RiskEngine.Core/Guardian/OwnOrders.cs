using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>The orders known as ours, because they were opened through the guardian.</summary>
/// <param name="Known">Each of them, and what was seen of it.</param>
/// <param name="Suspected">Orders that were open when more were ours than may be remembered, and that may be ours: until they are gone.</param>
/// <param name="Unlisted">Since when orders of ours are open that are in neither: until two looks have shown which are; null: none is.</param>
/// <param name="IsWhole">Whether none of the session's orders can be open that no request of ours is known to have opened.</param>
internal sealed record OwnOrders(
    ImmutableDictionary<OrderId, OwnOrders.Order> Known,
    ImmutableDictionary<OrderId, OwnOrders.Order> Suspected,
    OwnOrders.Overflow? Unlisted,
    bool IsWhole
)
{
    internal static readonly OwnOrders None = new(
        ImmutableDictionary<OrderId, Order>.Empty,
        ImmutableDictionary<OrderId, Order>.Empty,
        null,
        IsWhole: false
    );

    /// <summary>One alone may have been taken while an order was on its way into the book.</summary>
    private const int LooksToBeSure = 2;

    internal OwnOrders Remember(OrderId order, TimeSpan now, int limit) =>
        Known.Count >= limit && !Known.ContainsKey(order)
            ? this with
            {
                Unlisted = new Overflow(now, 0),
                IsWhole = false,
            }
            : this with
            {
                Known = Known.SetItem(order, new Order(now, WasMissed: false)),
            };

    /// <summary>Forgets orders that the exchange says are closed.</summary>
    internal OwnOrders Forget(IEnumerable<OrderId> closed) =>
        Known.IsEmpty ? this : this with { Known = Known.RemoveRange(closed) };

    /// <summary>An order of ours may have been opened that nobody told of.</summary>
    internal OwnOrders Doubt() => IsWhole ? this with { IsWhole = false } : this;

    /// <summary>Whether an order that is open, and not known as ours, may be ours all the same.</summary>
    internal bool MayBeOurs(OrderId open) => Unlisted is not null || Suspected.ContainsKey(open);

    /// <summary>Forgets what two looks in a row, begun after it became known, did not show.</summary>
    internal OwnOrders AfterLook(ValueList<OpenOrder> open, TimeSpan begunAt)
    {
        var seen = open.Select(order => order.Id).ToHashSet();
        var after = this with { Known = Seen(Known, seen, begunAt), Suspected = Seen(Suspected, seen, begunAt) };
        return Unlisted is { } unlisted && unlisted.At < begunAt ? after.Suspect(seen, unlisted, begunAt) : after;
    }

    private OwnOrders Suspect(HashSet<OrderId> open, Overflow unlisted, TimeSpan at) =>
        this with
        {
            Suspected = Suspected.AddRange(
                open.Where(order => !Known.ContainsKey(order) && !Suspected.ContainsKey(order))
                    .Select(order => KeyValuePair.Create(order, new Order(at, WasMissed: false)))
            ),
            Unlisted = unlisted.Looks + 1 == LooksToBeSure ? null : unlisted with { Looks = unlisted.Looks + 1 },
        };

    private static ImmutableDictionary<OrderId, Order> Seen(
        ImmutableDictionary<OrderId, Order> orders,
        HashSet<OrderId> open,
        TimeSpan begunAt
    )
    {
        var after = orders.ToBuilder();
        foreach (var (id, order) in orders.Where(known => known.Value.Since < begunAt))
            if (open.Contains(id))
                after[id] = order with { WasMissed = false };
            else if (order.WasMissed)
                after.Remove(id);
            else
                after[id] = order with { WasMissed = true };
        return after.ToImmutable();
    }

    /// <param name="Since">When it became known, on the running clock.</param>
    /// <param name="WasMissed">Whether the latest look did not show it.</param>
    internal readonly record struct Order(TimeSpan Since, bool WasMissed);

    /// <param name="At">When the latest order was opened that could not be remembered, on the running clock.</param>
    /// <param name="Looks">How many looks have begun since.</param>
    internal readonly record struct Overflow(TimeSpan At, int Looks);
}
