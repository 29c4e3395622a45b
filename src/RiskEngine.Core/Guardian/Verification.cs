using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>What has been seen of the open orders while accepted cancels wait for proof.</summary>
/// <param name="Retry">When the next look may begin.</param>
/// <param name="Sightings">Orders of ours seen open, and in how many looks; the latest look's only.</param>
/// <param name="ToCancel">Leftovers that still want a cancel of their own.</param>
/// <param name="Canceled">Leftovers that went by a cancel of their own.</param>
/// <param name="Refusal">The exchange lets this key not look: no proof can come.</param>
internal sealed record Verification(
    Backoff Retry,
    ImmutableDictionary<OrderId, int> Sightings,
    ImmutableQueue<OrderId> ToCancel,
    ImmutableList<OrderId> Canceled,
    ExchangeAnswer.Refused? Refusal
)
{
    internal static readonly Verification None = new(
        Backoff.None,
        ImmutableDictionary<OrderId, int>.Empty,
        ImmutableQueue<OrderId>.Empty,
        ImmutableList<OrderId>.Empty,
        null
    );
}
