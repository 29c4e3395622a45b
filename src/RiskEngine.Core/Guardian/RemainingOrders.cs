namespace RiskEngine.Core;

/// <summary>Which order is canceled by itself next, after a session-wide cancel was accepted.</summary>
internal static class RemainingOrders
{
    /// <summary>
    /// Those that were seen open come first, then the oldest. Of orders that are merely not accounted for, none is asked
    /// where there are more than could be: hundreds of requests at a few a second prove nothing before the deadline.
    /// </summary>
    /// <param name="state">What is known.</param>
    /// <param name="isAwaited">Whether an accepted cancel waits for proof; else only those count that outlived one.</param>
    /// <returns>The order, and from when it may be canceled; null: none is to be.</returns>
    internal static (OrderId Order, TimeSpan From)? Next(GuardianState state, bool isAwaited)
    {
        var ledger = state.Ledger;
        if (ledger.Open.IsEmpty)
            return null;
        var asksUnseen = isAwaited && ledger.Open.Count(order => !IsShown(order.Value)) <= state.Limits.MaxOrdersAsked;
        ((bool IsUnseen, TimeSpan From, TimeSpan KnownAt, OrderId Id) Key, OrderId Id)? best = null;
        foreach (var (id, order) in ledger.Open)
        {
            if (!ledger.MustGo.Contains(id) && !(isAwaited && (IsShown(order) || asksUnseen)))
                continue;
            var key = (!IsShown(order), order.Retry.NotBefore ?? TimeSpan.MinValue, order.KnownAt, id);
            if (best is null || Compare(key, best.Value.Key) < 0)
                best = (key, id);
        }

        return best is { } next ? (next.Id, next.Key.From) : null;
    }

    private static bool IsShown(LedgerOrder order) => order.IsSeenOpen || order.IsRejected;

    /// <summary>One that may go now comes before one that has to wait, whatever else is known of them.</summary>
    private static int Compare(
        (bool IsUnseen, TimeSpan From, TimeSpan KnownAt, OrderId Id) one,
        (bool IsUnseen, TimeSpan From, TimeSpan KnownAt, OrderId Id) other
    ) =>
        one.From != other.From ? one.From.CompareTo(other.From)
        : one.IsUnseen != other.IsUnseen ? one.IsUnseen.CompareTo(other.IsUnseen)
        : one.KnownAt != other.KnownAt ? one.KnownAt.CompareTo(other.KnownAt)
        : one.Id.CompareTo(other.Id);
}
