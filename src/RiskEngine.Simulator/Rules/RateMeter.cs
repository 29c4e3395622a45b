namespace RiskEngine.Simulator.Rules;

/// <summary>Measures one key against a <see cref="RateLimit"/>. A leaky bucket: one instant is its whole state.</summary>
internal sealed class RateMeter(RateLimit limit)
{
    /// <summary>When the bucket will be empty again.</summary>
    private DateTimeOffset _emptyAt = DateTimeOffset.MinValue;

    /// <summary>
    /// When a request that arrives now is processed: now, or later when it is queued, or null when it is refused.
    /// A refused request takes no place, so the rate drops as soon as the sender pauses.
    /// </summary>
    public DateTimeOffset? Admit(DateTimeOffset now)
    {
        var empty = _emptyAt > now ? _emptyAt : now;
        var turn = empty - limit.Interval * (limit.Burst - 1);
        if (turn - now > limit.Interval * limit.Queue)
            return null;
        _emptyAt = empty + limit.Interval;
        return turn > now ? turn : now;
    }
}
