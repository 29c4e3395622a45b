namespace RiskEngine.Protocol;

/// <summary>What is left of the bytes that a message's lists may take.</summary>
internal sealed class SizeBudget(int bytes)
{
    internal int Left { get; private set; } = bytes;

    /// <summary>As many of the first items as fit.</summary>
    /// <param name="list">The list.</param>
    /// <param name="size">How long an item is.</param>
    /// <param name="atLeast">How many are taken even if they do not fit.</param>
    internal ValueList<T> Take<T>(ValueList<T> list, Func<T, int> size, int atLeast = 0)
    {
        var taken = 0;
        while (taken < list.Count && Spend(size(list[taken]), taken < atLeast))
            taken++;
        return list.First(taken);
    }

    /// <summary>As many of the first items as fit, each cut by itself; the list itself where nothing is cut.</summary>
    internal ValueList<T> TakeCut<T>(ValueList<T> list, Func<T, T> cut, Func<T, int> size, int atLeast)
        where T : class
    {
        var (items, isWhole) = (new List<T>(), true);
        foreach (var item in list)
        {
            var fitting = cut(item);
            if (!Spend(size(fitting), items.Count < atLeast))
                break;
            isWhole &= ReferenceEquals(fitting, item);
            items.Add(fitting);
        }

        return isWhole && items.Count == list.Count ? list : items.ToValueList().WithOmitted(list.Total - items.Count);
    }

    private bool Spend(int bytes, bool isDue)
    {
        if (bytes > Left && !isDue)
            return false;
        Left -= bytes;
        return true;
    }
}

/// <summary>At most how many bytes parts of messages take, written as JSON.</summary>
internal static class SizeOf
{
    /// <summary>Names of members, numbers and times of one object.</summary>
    internal const int Overhead = 250;

    /// <summary>A character beyond those that stand for themselves is written as <c>\u00xx</c>.</summary>
    private const int Escaped = 6;

    /// <summary>A text, its quotation marks and a comma.</summary>
    internal static int Text(string text)
    {
        var length = 3 + text.Length;
        foreach (var c in text)
            if (c is < ' ' or > '~' or '"' or '\\' or '&' or '\'' or '+' or '<' or '>' or '`')
                length += Escaped - 1;
        return length;
    }

    internal static int Order(OrderId order) => Text(order.Value);

    internal static int Left(NotCovered left) => Text(left.Name());

    internal static int Detail(OrderDetail detail) =>
        Overhead
        + Order(detail.Id)
        + Text(detail.Strategy?.Value ?? "")
        + Text(detail.Terms.EnteredBy?.Path ?? "")
        + Text(detail.Terms.Symbol ?? "");

    internal static int Session(SessionKey session) => Text(session.ToString());

    internal static int Id(EngagementId id) => Text(id.ToString());

    internal static int Engagement(Engagement x) =>
        Overhead + Id(x.Id) + Text($"{x.Scope}") + Text($"{x.By}") + Text(x.Reason.Text);

    internal static int Applied(KillSwitchApplied x) =>
        Overhead
        + Id(x.Engagement)
        + Session(x.Session)
        + Text(x.Node.Value)
        + (
            x.Effect switch
            {
                KillSwitchEffect.CancelEnded ended => OutcomeSize.Of(ended.Outcome),
                KillSwitchEffect.StrategyStopped { Orders: var orders } => 2 * Overhead
                    + MessageSize.ListsOf(orders).Sum(list => list.Sum(Order)),
                KillSwitchEffect.Unknown unknown => Text(unknown.Kind),
                KillSwitchEffect.OrdersDenied => 0,
                _ => throw ClosedUnion.Unhandled(x.Effect),
            }
        );
}
