namespace RiskEngine.Core;

/// <summary>The exchange's clock as well as it is known: set once by our wall clock, then by the exchange's own answers.</summary>
/// <remarks>
/// <para>Between settings it follows the clock that only goes forward, so a wall clock that steps back by hours, or
/// forward, moves no nonce.</para>
/// <para>Two kinds of answer tell the time. The words of a refusal name the clock that a nonce was compared with: they are
/// followed at once. A header beside an answer may be a front's, or wrong for years: it is followed a little at once,
/// further only where two in a row agree, and never further than <see cref="HeaderReach"/> from what the clock was set to
/// without headers. Once words have told the time, headers correct it by no more than <see cref="ReachAfterWords"/>.</para>
/// </remarks>
public sealed record ExchangeClock
{
    /// <summary>How far an answer's time may be off before it is believed more than the estimate: it has whole seconds and took a while to arrive.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>How far one header moves the clock by itself.</summary>
    public static readonly TimeSpan StepAtOnce = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How far headers lead the clock away from our own at most: half of what the nonces of orders may lead by default, so
    /// that a header which is wrong, and right again, denies no order.
    /// </summary>
    public static readonly TimeSpan HeaderReach = TimeSpan.FromMinutes(15);

    /// <summary>How far headers lead it away from what the exchange's words have told: within a time-based key's window.</summary>
    public static readonly TimeSpan ReachAfterWords = NonceSequence.Window / 2;

    /// <summary>
    /// How far a running exchange's clock and ours are apart at most, whichever is wrong: a time zone's length, and some. What
    /// tells more tells nothing.
    /// </summary>
    public static readonly TimeSpan MostPlausibleSkew = TimeSpan.FromDays(1);

    private static readonly DateTimeOffset EarliestWords = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset LatestWords = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan HalfSecond = TimeSpan.FromMilliseconds(500);

    private readonly Moment _set;

    /// <summary>What the clock was set to without headers.</summary>
    private readonly Moment _anchor;

    private readonly TimeSpan _reach;

    private ExchangeClock(Moment set, Moment anchor, TimeSpan reach)
    {
        _set = set;
        _anchor = anchor;
        _reach = reach;
    }

    /// <summary>The latest header, where it differed and was not followed.</summary>
    private Moment? Doubted { get; init; }

    /// <summary>Whether the header before told the same.</summary>
    private bool IsDoubtedTwice { get; init; }

    /// <summary>A clock that starts from our own.</summary>
    public static ExchangeClock StartingFrom(Moment now) => new(now, now, HeaderReach);

    /// <summary>What the exchange's clock shows.</summary>
    public DateTimeOffset At(Moment now) => Show(_set, now);

    /// <summary>When the exchange's clock shows a time, on the running clock.</summary>
    internal TimeSpan RunningAt(DateTimeOffset time) => _set.Running.Plus(time - _set.Wall);

    /// <summary>How far the exchange's clock is ahead of our wall clock; below zero when it is behind.</summary>
    public TimeSpan Skew(Moment now) => At(now) - now.Wall;

    /// <summary>How far two headers in a row say that it is ahead of ours, too far to be followed; null: none do.</summary>
    public TimeSpan? DoubtedSkew(Moment now) =>
        IsDoubtedTwice && Doubted is { } doubted ? Show(doubted, now) - now.Wall : null;

    /// <summary>The clock after a header beside an answer of the exchange told a time, which is a whole second that had begun.</summary>
    public ExchangeClock Observe(DateTimeOffset header, Moment now)
    {
        var told = MiddleOf(header, now);
        var off = Between(At(now), told.Wall);
        if (off <= Tolerance)
            return Doubted is null ? this : this with { Doubted = null, IsDoubtedTwice = false };
        var isAgreed = Doubted is { } doubted && Between(Show(doubted, now), told.Wall) <= Tolerance;
        var isPlausible = Between(Show(_anchor, now), told.Wall) <= _reach;
        return isPlausible && (isAgreed || off <= StepAtOnce)
            ? new ExchangeClock(told, _anchor, _reach)
            : this with
            {
                Doubted = told,
                IsDoubtedTwice = isAgreed,
            };
    }

    /// <summary>
    /// The clock after the exchange's own words told it, in a whole second that had begun. A time before 2015 or from 2100 on
    /// is not believed.
    /// </summary>
    public ExchangeClock Learn(DateTimeOffset words, Moment now)
    {
        if (words < EarliestWords || words >= LatestWords)
            return this;
        var told = MiddleOf(words, now);
        var set = Between(At(now), told.Wall) <= Tolerance ? _set : told;
        return new ExchangeClock(set, told, ReachAfterWords);
    }

    private static Moment MiddleOf(DateTimeOffset second, Moment now) => now with { Wall = second.Plus(HalfSecond) };

    private static DateTimeOffset Show(Moment set, Moment now) => set.Wall.Plus(now.Running - set.Running);

    private static TimeSpan Between(DateTimeOffset one, DateTimeOffset other) => (one - other).Duration();
}
