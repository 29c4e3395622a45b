using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>The orders known as ours, because they were opened through the guardian.</summary>
/// <param name="Since">When each became known, on the running clock.</param>
/// <param name="Overflowed">More were opened than may be remembered: from then on every open order of the account counts as ours.</param>
internal sealed record OwnOrders(ImmutableDictionary<OrderId, TimeSpan> Since, bool Overflowed)
{
    internal static readonly OwnOrders None = new(ImmutableDictionary<OrderId, TimeSpan>.Empty, false);

    internal OwnOrders Remember(OrderId order, TimeSpan now, int limit) =>
        Since.Count >= limit && !Since.ContainsKey(order)
            ? this with
            {
                Overflowed = true,
            }
            : this with
            {
                Since = Since.SetItem(order, now),
            };

    /// <summary>Those of the open orders that verification has to see gone.</summary>
    internal IEnumerable<OrderId> Among(ValueList<OpenOrder> open, GuardianLimits limits) =>
        open.Where(order =>
                limits.Verification == VerificationMode.Account || IsOurs(order, limits.ClientOrderIdPrefix)
            )
            .Select(order => order.Id);

    /// <summary>Forgets what a look at the open orders, begun at the given time, no longer shows.</summary>
    internal OwnOrders AfterLook(ValueList<OpenOrder> open, TimeSpan begunAt)
    {
        var seen = open.Select(order => order.Id).ToHashSet();
        var gone = Since.Where(order => order.Value < begunAt && !seen.Contains(order.Key)).Select(order => order.Key);
        return this with { Since = Since.RemoveRange(gone) };
    }

    private bool IsOurs(OpenOrder order, string prefix) =>
        Overflowed
        || Since.ContainsKey(order.Id)
        || (prefix.Length > 0 && order.ClientId is { } id && id.Value.StartsWith(prefix, StringComparison.Ordinal));
}
