namespace RiskEngine.Core;

/// <summary>The one request that can account for hundreds of orders at once, where the exchange offers it.</summary>
internal static class OrderHistory
{
    /// <summary>Fewer than these are asked about one by one, which tells more.</summary>
    private const int Many = 3;

    /// <summary>How far the exchange's clock and ours may be apart, and an order older than we know.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    internal static bool IsWanted(GuardianState state) =>
        state.Limits.Capabilities.OrderHistory && state.Ledger.Open.Count(order => !order.Value.IsSeenOpen) >= Many;

    internal static ExchangeRequest.ReadOrderHistory Asked(GuardianState state, Moment now)
    {
        var oldest = now.Running;
        foreach (var order in state.Ledger.Open.Values)
            if (order.KnownAt < oldest)
                oldest = order.KnownAt;
        return new ExchangeRequest.ReadOrderHistory(state.Clock.At(now) - (now.Running - oldest) - Margin);
    }
}
