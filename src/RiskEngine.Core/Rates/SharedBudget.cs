namespace RiskEngine.Core;

/// <summary>What several sessions may send together, as slots: times at which one request may leave.</summary>
/// <remarks>
/// A value. A slot is promised ahead, to one session, and never to another: a thousand sessions that wait have a time each,
/// and none has to ask again. The part that is kept for cancels has slots of its own, so that what a cancel needs after it was
/// accepted does not queue behind a thousand preflights. In any time no more slots lie than <see cref="RateLimits.Burst"/> and
/// the rate times it. What leaves without a slot is charged afterwards, and may put the budget into bounded debt.
/// </remarks>
public sealed record SharedBudget
{
    private readonly Part _common;
    private readonly Part _kept;

    private SharedBudget(Part common, Part kept) => (_common, _kept) = (common, kept);

    /// <summary>A budget of which nothing is spent.</summary>
    /// <param name="limits">How much may be sent; the share that is kept for cancels lies between 0 and 1, neither included.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is 0 or 1: one of the two parts would never have a slot.</exception>
    public static SharedBudget Full(RateLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limits.CancelShare, 0, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(limits.CancelShare, 1, nameof(limits));
        var second = TimeSpan.FromSeconds(1) / limits.PerSecond;
        return new SharedBudget(
            Part.Full(second / (1 - limits.CancelShare), limits.Burst - limits.Reserve),
            Part.Full(second / limits.CancelShare, limits.Reserve)
        );
    }

    /// <summary>Promises the next slots to one session: they lie behind each other, and behind all that are promised already.</summary>
    /// <param name="kind">What they are for: <see cref="HeldRequestKind.Proof"/> may have those that are kept for cancels.</param>
    /// <param name="count">How many; one or more.</param>
    /// <param name="now">The running clock.</param>
    public (SharedBudget After, RequestSlots Slots) Promise(HeldRequestKind kind, int count, TimeSpan now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return kind == HeldRequestKind.Proof && _kept.NextAt(now) <= _common.NextAt(now)
            ? (new SharedBudget(_common, _kept.Take(count, now)), _kept.Slots(count, now))
            : (new SharedBudget(_common.Take(count, now), _kept), _common.Slots(count, now));
    }

    /// <summary>The budget after a request left that waits for no slot.</summary>
    /// <param name="now">The running clock.</param>
    public SharedBudget Charge(TimeSpan now) => new(_common.Charge(now), _kept);

    private sealed record Part(TimeSpan Interval, int Burst, TimeSpan FullAt)
    {
        private static readonly TimeSpan LongAgo = TimeSpan.MinValue / 2;

        internal static Part Full(TimeSpan interval, int burst) => new(interval, burst, LongAgo);

        internal TimeSpan NextAt(TimeSpan now) => Later(FullAt - Interval * (Burst - 1), now);

        internal RequestSlots Slots(int count, TimeSpan now) => new(NextAt(now), Interval, count);

        internal Part Take(int count, TimeSpan now) => this with { FullAt = Later(FullAt, now) + Interval * count };

        /// <summary>A storm of cancels holds the others back for seconds and not for hours.</summary>
        internal Part Charge(TimeSpan now)
        {
            var deepest = now + Interval * (2 * Burst);
            var after = Later(FullAt, now) + Interval;
            return this with { FullAt = after < deepest ? after : Later(FullAt, deepest) };
        }

        private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
    }
}
