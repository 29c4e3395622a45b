using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>What has been seen of the open orders while accepted cancels wait for proof.</summary>
/// <param name="Since">When the first session-wide cancel was accepted that waits for proof, on the running clock; null: none does.</param>
/// <param name="BegunAt">When the latest one was, on the running clock.</param>
/// <param name="Retry">When the next look may begin.</param>
/// <param name="Sightings">Orders of ours seen open, and in how many looks; the latest look's only.</param>
/// <param name="ToCancel">Leftovers that still want a cancel of their own.</param>
/// <param name="Canceled">Leftovers that went by a cancel of their own.</param>
/// <param name="Gone">Orders that were known as ours and that two looks no longer showed.</param>
/// <param name="Refusal">The exchange lets this key not look: no proof can come.</param>
internal sealed record Verification(
    TimeSpan? Since,
    TimeSpan BegunAt,
    Backoff Retry,
    ImmutableDictionary<OrderId, int> Sightings,
    ImmutableQueue<OrderId> ToCancel,
    ImmutableList<OrderId> Canceled,
    ImmutableList<Verification.GoneOrder> Gone,
    ExchangeAnswer.Refused? Refusal
)
{
    internal static readonly Verification None = new(
        null,
        TimeSpan.MinValue,
        Backoff.None,
        ImmutableDictionary<OrderId, int>.Empty,
        ImmutableQueue<OrderId>.Empty,
        ImmutableList<OrderId>.Empty,
        ImmutableList<GoneOrder>.Empty,
        null
    );

    /// <param name="Id">The order.</param>
    /// <param name="Since">When it had become known, on the running clock.</param>
    internal readonly record struct GoneOrder(OrderId Id, TimeSpan Since);
}
