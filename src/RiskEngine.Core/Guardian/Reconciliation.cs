using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>What looks have shown while accepted cancels wait for proof.</summary>
/// <param name="Since">When the first session-wide cancel was accepted that waits for proof, on the running clock; null: none does.</param>
/// <param name="FirstAfter">The last request that had left by then.</param>
/// <param name="LatestAfter">The last request that had left when the latest of them was accepted.</param>
/// <param name="Retry">When a look may begin again that failed, or for which there was no nonce.</param>
/// <param name="PausedUntil">When the next look is worth its request; null: at once.</param>
/// <param name="LookedAt">When the latest look began that was answered, on the running clock; null: none since the first acceptance.</param>
/// <param name="LookedBy">That look.</param>
/// <param name="DisturbedAt">When the latest look began that showed anything of ours, on the running clock; null: none did.</param>
/// <param name="Suspects">Orders of the latest look that may be ours, since more were opened than may be remembered.</param>
/// <param name="Others">Orders of the latest look that are not known as ours.</param>
/// <param name="Looks">How many looks were answered since the latest acceptance.</param>
/// <param name="SweepAt">When a further session-wide cancel may do more; null: nothing says that it would.</param>
/// <param name="Sweeps">How many further ones were wanted.</param>
/// <param name="Refusal">The exchange lets this key not look: no proof can come.</param>
internal sealed record Reconciliation(
    TimeSpan? Since,
    AttemptId FirstAfter,
    AttemptId LatestAfter,
    Backoff Retry,
    TimeSpan? PausedUntil,
    TimeSpan? LookedAt,
    AttemptId? LookedBy,
    TimeSpan? DisturbedAt,
    ValueList<OrderId> Suspects,
    ValueList<OrderId> Others,
    int Looks,
    TimeSpan? SweepAt,
    int Sweeps,
    ExchangeAnswer.Refused? Refusal
)
{
    /// <summary>From when the order history may be asked for again, on the running clock.</summary>
    internal TimeSpan HistoryFrom { get; init; } = TimeSpan.MinValue;

    /// <summary>How often it has been asked for.</summary>
    internal int HistoryAsked { get; init; }

    /// <summary>What the latest look said of the orders that nobody has named to us, and that an outcome names.</summary>
    internal ImmutableDictionary<OrderId, OrderTerms> Strangers { get; init; } =
        ImmutableDictionary<OrderId, OrderTerms>.Empty;

    /// <summary>Why the latest look could not be read; null: it could, or came to nothing for another reason.</summary>
    internal SessionTrouble? Trouble { get; init; }

    /// <summary>Whether the latest look showed orders that nobody has named to us.</summary>
    internal bool HasStrangers { get; init; }

    /// <summary>What has been refused of looking so far.</summary>
    internal Refusals Refused { get; init; } = Refusals.None;

    internal static readonly Reconciliation None = new(
        null,
        default,
        default,
        Backoff.None,
        null,
        null,
        null,
        null,
        [],
        [],
        0,
        null,
        0,
        null
    );

    /// <summary>Whether the latest look showed nothing of ours.</summary>
    internal bool IsQuiet => LookedAt is { } looked && !(DisturbedAt >= looked);
}
