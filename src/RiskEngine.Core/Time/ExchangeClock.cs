namespace RiskEngine.Core;

/// <summary>The exchange's clock as well as it is known: set once by our wall clock, then by the exchange's own answers.</summary>
/// <remarks>
/// Between settings it follows the clock that only goes forward, so a wall clock that steps back by hours, or
/// forward, moves no nonce.
/// </remarks>
public sealed record ExchangeClock
{
    /// <summary>How far an answer's time may be off before it is believed more than the estimate: it has whole seconds and took a while to arrive.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan HalfSecond = TimeSpan.FromMilliseconds(500);

    private readonly Moment _set;

    private ExchangeClock(Moment set) => _set = set;

    /// <summary>A clock that starts from our own.</summary>
    public static ExchangeClock StartingFrom(Moment now) => new(now);

    /// <summary>What the exchange's clock shows.</summary>
    public DateTimeOffset At(Moment now) => _set.Wall + (now.Running - _set.Running);

    /// <summary>When the exchange's clock shows a time, on the running clock.</summary>
    internal TimeSpan RunningAt(DateTimeOffset time) => _set.Running + (time - _set.Wall);

    /// <summary>How far the exchange's clock is ahead of our wall clock; below zero when it is behind.</summary>
    public TimeSpan Skew(Moment now) => At(now) - now.Wall;

    /// <summary>The clock after the exchange told its time, which is a whole second that had begun.</summary>
    public ExchangeClock Observe(DateTimeOffset serverTime, Moment now)
    {
        var middle = serverTime + HalfSecond;
        return (At(now) - middle).Duration() <= Tolerance ? this : new ExchangeClock(now with { Wall = middle });
    }
}
