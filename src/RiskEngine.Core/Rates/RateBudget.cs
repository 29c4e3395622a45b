namespace RiskEngine.Core;

/// <summary>What may still be sent with one key before the exchange says "too many requests".</summary>
/// <remarks>
/// A value: a bucket of <see cref="RateLimits.Burst"/> requests that fills at the allowed rate. Orders leave the reserve
/// in it untouched. Cancels take from it whatever is there, and go into debt rather than wait (I6); the debt is bounded,
/// so that a storm of cancels closes order entry for seconds and not for hours.
/// </remarks>
public sealed record RateBudget
{
    private static readonly TimeSpan LongAgo = TimeSpan.MinValue / 2;

    private RateBudget(RateLimits limits, TimeSpan fullAt)
    {
        Limits = limits;
        FullAt = fullAt;
    }

    /// <summary>How much may be sent.</summary>
    public RateLimits Limits { get; }

    /// <summary>When the bucket is full again if nothing more is sent, on the running clock.</summary>
    public TimeSpan FullAt { get; private init; }

    /// <summary>The most that may be owed, the whole bucket included.</summary>
    private TimeSpan Deepest => Limits.Interval * (2 * Limits.Burst);

    /// <summary>A full bucket.</summary>
    public static RateBudget Full(RateLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new RateBudget(limits, LongAgo);
    }

    /// <summary>When an order may leave without touching the reserve, on the running clock; in the past: at once.</summary>
    public TimeSpan OrderAt => FullAt - Limits.Interval * (Limits.Burst - Limits.Reserve - 1);

    /// <summary>When a request may leave without going into debt, on the running clock; in the past: at once.</summary>
    public TimeSpan SpareAt => FullAt - Limits.Interval * (Limits.Burst - 1);

    /// <summary>When half of the bucket is there, on the running clock; in the past: it is.</summary>
    public TimeSpan HalfAt => FullAt - Limits.Interval * (Limits.Burst / 2);

    /// <summary>The budget after one request left, whether there was enough or not.</summary>
    public RateBudget Take(TimeSpan now)
    {
        var after = (FullAt > now ? FullAt : now) + Limits.Interval;
        return this with { FullAt = after < now + Deepest ? after : Later(FullAt, now + Deepest) };
    }

    /// <summary>The budget after the exchange said that it was too much: nothing is left, and nothing comes back before the pause is over.</summary>
    /// <param name="now">The running clock.</param>
    /// <param name="pause">How long the exchange wants quiet; zero or above.</param>
    public RateBudget Drain(TimeSpan now, TimeSpan pause) =>
        this with
        {
            FullAt = Later(FullAt, now + pause + Limits.Interval * Limits.Burst),
        };

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
