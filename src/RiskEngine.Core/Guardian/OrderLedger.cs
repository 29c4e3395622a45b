using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>The session's orders that are known by id: how each is known, and what closed it.</summary>
/// <remarks>
/// An order that is known is open until an answer names it as closed, or a list shows it gone that is fresher than the
/// order and knows orders of its kind. That a list does not show it proves nothing: lists lag, and their replicas disagree.
/// </remarks>
/// <param name="Open">Orders that nothing has shown to be closed.</param>
/// <param name="Closed">Orders that were closed lately; a list may go on showing them.</param>
/// <param name="MustGo">Those of <paramref name="Open"/> that outlived a cancel, and are to be canceled although none is pending.</param>
/// <param name="Suspected">Open orders of the account that may be ours, since more were opened than may be remembered.</param>
/// <param name="Unlisted">Since when orders of ours are open that could not be remembered; null: none is.</param>
/// <param name="IsWhole">Whether none of the session's orders can be open that is not in <paramref name="Open"/>.</param>
internal sealed record OrderLedger(
    ImmutableDictionary<OrderId, LedgerOrder> Open,
    ImmutableDictionary<OrderId, ClosedOrder> Closed,
    ImmutableHashSet<OrderId> MustGo,
    ImmutableHashSet<OrderId> Suspected,
    OrderLedger.Overflow? Unlisted,
    bool IsWhole
)
{
    internal static readonly OrderLedger None = new(
        ImmutableDictionary<OrderId, LedgerOrder>.Empty,
        ImmutableDictionary<OrderId, ClosedOrder>.Empty,
        [],
        [],
        null,
        IsWhole: false
    );

    /// <summary>What the store does not know yet: orders opened (true) and closed (false).</summary>
    internal ImmutableSortedDictionary<OrderId, bool> Unwritten { get; init; } =
        ImmutableSortedDictionary<OrderId, bool>.Empty;

    /// <summary>The keys of <see cref="Closed"/>, the oldest first.</summary>
    private ImmutableQueue<OrderId> ClosedInOrder { get; init; } = [];

    /// <summary>For how long after the longest deadline a closed order is remembered: a list may show it that long.</summary>
    private static readonly TimeSpan ClosedMemory = TimeSpan.FromMinutes(1);

    /// <summary>One alone may have been taken while an order was on its way into the book.</summary>
    private const int LooksToBeSure = 2;

    /// <summary>An order may be open that nobody has named.</summary>
    internal OrderLedger Doubt() => IsWhole ? this with { IsWhole = false } : this;

    /// <summary>An order is known from now on, or known better.</summary>
    internal OrderLedger Add(OrderId id, LedgerOrder order, GuardianLimits limits)
    {
        if (Closed.ContainsKey(id))
            return this;
        if (Open.TryGetValue(id, out var known))
        {
            var better = known.Merge(order);
            return this with
            {
                Open = Open.SetItem(id, better),
                Unwritten =
                    (better.Strategy, better.Terms) == (known.Strategy, known.Terms)
                        ? Unwritten
                        : Unwritten.SetItem(id, true),
            };
        }

        return Open.Count < limits.MaxOwnOrders
            ? this with
            {
                Open = Open.Add(id, order),
                Unwritten = Unwritten.SetItem(id, true),
            }
            : this with
            {
                Unlisted = new Overflow(order.KnownAt, 0),
                IsWhole = false,
            };
    }

    /// <summary>An answer, or a fresher list, shows orders closed; what was not known is remembered as closed all the same.</summary>
    /// <param name="ids">The orders.</param>
    /// <param name="end">How they ended.</param>
    /// <param name="now">The running clock.</param>
    /// <param name="limits">How many are remembered, and for how long.</param>
    /// <param name="by">The session-wide cancel whose answer names them; null: they were asked about one by one, or listed.</param>
    internal OrderLedger Close(
        IEnumerable<OrderId> ids,
        OrderEnd end,
        TimeSpan now,
        GuardianLimits limits,
        AttemptId? by = null
    )
    {
        var (open, closed, order, unwritten) = (Open, Closed, ClosedInOrder, Unwritten);
        foreach (var id in ids)
        {
            // The first word counts: a later one that knows less would hide a fill.
            if (closed.ContainsKey(id))
                continue;
            closed = closed.Add(id, new ClosedOrder(end, now, by, open.GetValueOrDefault(id)));
            order = order.Enqueue(id);
            if (open.ContainsKey(id))
                unwritten = unwritten.SetItem(id, false);
            open = open.Remove(id);
        }

        if (ReferenceEquals(closed, Closed))
            return this;
        (closed, order) = WithoutTheOldest(closed, order, now - limits.LongestDeadline - ClosedMemory, limits);
        return this with
        {
            Open = open,
            Closed = closed,
            ClosedInOrder = order,
            Unwritten = unwritten,
            MustGo = MustGo.IsEmpty ? MustGo : MustGo.Intersect(open.Keys),
        };
    }

    /// <summary>Forgets what was closed so long ago that neither a pending command tells of it nor a list may show it.</summary>
    private static (ImmutableDictionary<OrderId, ClosedOrder>, ImmutableQueue<OrderId>) WithoutTheOldest(
        ImmutableDictionary<OrderId, ClosedOrder> closed,
        ImmutableQueue<OrderId> order,
        TimeSpan before,
        GuardianLimits limits
    )
    {
        while (!order.IsEmpty)
        {
            var isKnown = closed.TryGetValue(order.Peek(), out var oldest);
            if (isKnown && closed.Count <= limits.MaxOwnOrders && oldest!.At >= before)
                break;
            closed = closed.Remove(order.Peek());
            order = order.Dequeue();
        }

        return (closed, order);
    }

    /// <summary>
    /// A look shows an order that was called closed: the list lags, or the order lives. After the longest that a list may
    /// lag it counts as open again.
    /// </summary>
    internal OrderLedger StillListed(OrderId id, TimeSpan lookedAt, TimeSpan longestLag)
    {
        var closed = Closed[id];
        return lookedAt - closed.At <= longestLag
            ? this with
            {
                Closed = Closed.SetItem(id, closed with { ListedAt = lookedAt }),
            }
            : this with
            {
                Closed = Closed.Remove(id),
                Unwritten = Unwritten.SetItem(id, true),
                Open = Open.SetItem(
                    id,
                    (closed.Was ?? new LedgerOrder(OrderOrigin.Listed, lookedAt, lookedAt)) with
                    {
                        SeenOpenAt = lookedAt,
                        MissedAt = null,
                        Retry = Backoff.None,
                        WasCalledClosed = true,
                        WasListed = true,
                    }
                ),
            };
    }

    /// <summary>A later look shows it no more.</summary>
    internal OrderLedger NoLongerListed(OrderId id) =>
        this with
        {
            Closed = Closed.SetItem(id, Closed[id] with { ListedAt = null }),
        };

    /// <summary>A new cancel was accepted: what earlier ones were answered of each order counts no more.</summary>
    internal OrderLedger AskAnew() =>
        Open.Values.All(order => order is { TimesStillThere: 0, Retry.NotBefore: null })
            ? this
            : this with
            {
                Open = Open.SetItems(
                    Open.Select(order =>
                        KeyValuePair.Create(order.Key, order.Value with { TimesStillThere = 0, Retry = Backoff.None })
                    )
                ),
            };

    /// <summary>The orders of an earlier process, as it last wrote them.</summary>
    internal static OrderLedger Restore(OrderLedgerReading.Known kept, TimeSpan now, GuardianLimits limits)
    {
        var ledger = None;
        foreach (var order in kept.Orders)
            ledger = ledger.Add(
                order.Id,
                new LedgerOrder(OrderOrigin.Restored, TimeSpan.MinValue, now)
                {
                    Strategy = order.Strategy,
                    Terms = order.Terms,
                },
                limits
            );
        return ledger with
        {
            // Others may open orders that are ours, where a setting says so; it may be new since the last run.
            IsWhole =
                kept.Standing == OrderLedgerStanding.StoppedWhole && ledger.Unlisted is null && !limits.OthersOpenOurs,
            Unwritten = ImmutableSortedDictionary<OrderId, bool>.Empty,
        };
    }

    /// <summary>A change that was not kept is written again; what was learned since counts more.</summary>
    internal OrderLedger WithUnwritten(OrderLedgerChange lost)
    {
        var unwritten = Unwritten;
        foreach (var order in lost.Opened)
            if (!unwritten.ContainsKey(order.Id) && Open.ContainsKey(order.Id))
                unwritten = unwritten.Add(order.Id, true);
        foreach (var order in lost.Closed)
            if (!unwritten.ContainsKey(order) && !Open.ContainsKey(order))
                unwritten = unwritten.Add(order, false);
        return this with { Unwritten = unwritten };
    }

    /// <summary>Changes one order that is open; nothing where it is not.</summary>
    internal OrderLedger Change(OrderId id, Func<LedgerOrder, LedgerOrder> change) =>
        Open.TryGetValue(id, out var order) ? this with { Open = Open.SetItem(id, change(order)) } : this;

    /// <summary>Whether an order that is open, and not known as ours, may be ours all the same.</summary>
    internal bool MayBeOurs(OrderId open) => Unlisted is not null || Suspected.Contains(open);

    /// <summary>Where more orders are ours than may be remembered: those that two looks have shown may be, until they are gone.</summary>
    internal OrderLedger Suspect(IReadOnlySet<OrderId> listed, TimeSpan lookedAt)
    {
        if (Unlisted is null && Suspected.IsEmpty)
            return this;
        var suspected = Suspected.Intersect(listed);
        if (Unlisted is not { } unlisted || unlisted.At >= lookedAt)
            return this with { Suspected = suspected };
        return this with
        {
            Suspected = suspected.Union(listed.Where(order => !Open.ContainsKey(order))),
            Unlisted = unlisted.Looks + 1 == LooksToBeSure ? null : unlisted with { Looks = unlisted.Looks + 1 },
        };
    }

    /// <param name="At">When the latest order was opened that could not be remembered, on the running clock.</param>
    /// <param name="Looks">How many looks have begun since.</param>
    internal readonly record struct Overflow(TimeSpan At, int Looks);
}

/// <summary>How an order came to be known.</summary>
internal enum OrderOrigin
{
    /// <summary>The answer to its own request named it.</summary>
    Acknowledged,

    /// <summary>A cancel named it as not canceled.</summary>
    NamedRejected,

    /// <summary>A list of open orders showed it under our name.</summary>
    Listed,

    /// <summary>An earlier process had it open when it last wrote.</summary>
    Restored,
}

/// <summary>What closed an order.</summary>
internal enum OrderEnd
{
    /// <summary>An answer names it as canceled.</summary>
    Canceled,

    /// <summary>An answer shows that it was filled.</summary>
    Filled,

    /// <summary>It is not live, and nobody said how it ended.</summary>
    Gone,
}
