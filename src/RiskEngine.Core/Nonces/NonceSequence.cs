namespace RiskEngine.Core;

/// <summary>Gives the nonces of one key: each higher than every one before, near the exchange's clock (invariant I3).</summary>
/// <remarks>
/// <para>A value: minting gives the number and the sequence to use next. Where the clock is at or behind the last
/// nonce, the next one is the last plus one. On an increasing key a cancel is never refused a nonce, since one step
/// more harms nothing; the lead's cap then binds orders, and the jumps of <see cref="Jump"/>.</para>
/// <para>On a time-based key a nonce further ahead of the clock than <see cref="Window"/> binds nothing: the exchange
/// takes none such, so it comes from a clock that was wrong or from another unit, and rising above it would lock the
/// key out, cancels too, until the clock has caught up. What the exchange took binds all the same.</para>
/// </remarks>
public sealed record NonceSequence
{
    /// <summary>How far the first <see cref="Jump"/> goes; each further one goes four times as far.</summary>
    public static readonly TimeSpan FirstJump = TimeSpan.FromSeconds(1);

    /// <summary>How far from its clock the exchange takes a time-based key's nonce (Gemini: 30 s).</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How far a cancel's nonce may lead on a time-based key, whatever the configured lead: to wait for the clock costs more
    /// than the risk that the exchange's differs by more than <see cref="ExchangeClock.Tolerance"/>.
    /// </summary>
    public static readonly TimeSpan CancelReach = Window - ExchangeClock.Tolerance;

    /// <summary>What is said of a key that has seen the highest number there is.</summary>
    private static readonly TimeSpan UsedUpPause = TimeSpan.FromDays(1);

    private const int JumpGrowth = 4;
    private const int NanosecondsPerTick = 100;

    /// <summary>A sequence that has given no nonce yet.</summary>
    /// <param name="mode">What the exchange wants of the key's nonces.</param>
    /// <param name="limits">How far they may lead its clock.</param>
    /// <param name="highest">The highest nonce that may have been used before; null when none is known.</param>
    public NonceSequence(NonceMode mode, NonceLimits limits, Nonce? highest)
    {
        ArgumentNullException.ThrowIfNull(mode);
        ArgumentNullException.ThrowIfNull(limits);
        Mode = mode;
        Limits = limits;
        Last = highest;
    }

    /// <summary>What the exchange wants of the key's nonces.</summary>
    public NonceMode Mode { get; }

    /// <summary>How far the nonces may lead the clock.</summary>
    public NonceLimits Limits { get; }

    /// <summary>The highest nonce that may have been used; null before the first.</summary>
    public Nonce? Last { get; private init; }

    /// <summary>The highest nonce that the exchange is known to have taken; null before the first.</summary>
    private Nonce? Taken { get; init; }

    /// <summary>How many times <see cref="Jump"/> was used since the exchange last took a nonce.</summary>
    private int Jumps { get; init; }

    /// <summary>Asks for the next nonce.</summary>
    /// <param name="clock">What the exchange's clock shows.</param>
    /// <param name="lane">Who asks: cancels may lead further than orders.</param>
    /// <param name="leavesSome">Whether half of what cancels have before orders is left to others: they look, and cancel single orders.</param>
    public NonceGrant Mint(DateTimeOffset clock, Lane lane, bool leavesSome = false)
    {
        var next = NextSteps(clock);
        var lead = TimeOf(Saturating.Sum(next, -StepsAt(clock)));
        var (most, free) = lane switch
        {
            Lane.Order => (Limits.OrderLead, false),
            Lane.Cancel => (
                leavesSome ? (Limits.OrderLead + Limits.MaxLead) / 2 : MostForCancels,
                Mode is NonceMode.Increasing
            ),
        };
        // There is no number above the highest: such a key can only be rotated.
        var isUsedUp = next == long.MaxValue && Last is { } last && StepsOf(last) == next && Binds(last, clock);
        if (isUsedUp)
            return new NonceGrant.Exhausted(UsedUpPause);
        var nonce = Mode.NonceOf(next);
        return lead <= most || free
            ? new NonceGrant.Minted(nonce, this with { Last = nonce })
            : new NonceGrant.Exhausted(lead - most);
    }

    /// <summary>What <see cref="Mint"/> would give, whether it would or not.</summary>
    internal Nonce Next(DateTimeOffset clock) => Mode.NonceOf(NextSteps(clock));

    /// <summary>The nonce that lies a time ahead of the clock, or a short one ahead of the next nonce where that leads it.</summary>
    internal Nonce Ahead(DateTimeOffset clock, TimeSpan time, TimeSpan afterNext) =>
        Mode.NonceOf(Math.Max(StepsAt(clock) + StepsIn(time), Saturating.Sum(NextSteps(clock), StepsIn(afterNext))));

    /// <summary>When the clock is past the nonce that lies a time ahead of the given one.</summary>
    internal DateTimeOffset TimeAfter(Nonce nonce, TimeSpan time)
    {
        var most = (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch - TimeSpan.FromDays(1)).Ticks / TicksPerStep;
        var after = Saturating.Sum(StepsOf(nonce), StepsIn(time) + 1);
        return DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(after, 0, most) * TicksPerStep);
    }

    /// <summary>How far the last nonce leads the clock; below zero when it is behind, zero before the first.</summary>
    public TimeSpan Lead(DateTimeOffset clock) => LeadOf(Last, clock);

    private TimeSpan LeadOf(Nonce? nonce, DateTimeOffset clock) =>
        nonce is { } given ? TimeOf(Saturating.Sum(StepsOf(given), -StepsAt(clock))) : TimeSpan.Zero;

    /// <summary>Whether a nonce of this key's unit lies where the exchange takes it, were it time-based.</summary>
    internal bool IsWithinWindow(Nonce nonce, DateTimeOffset clock) =>
        TimeOf(Saturating.Sum(StepsOf(nonce), -StepsAt(clock))).Duration() <= Window;

    /// <summary>The sequence after learning that a nonce may have been used elsewhere; a lower one changes nothing.</summary>
    public NonceSequence RaiseTo(Nonce used) => Last is { } last && last >= used ? this : this with { Last = used };

    /// <summary>
    /// The sequence after the exchange said that it has seen a higher nonce, without saying which: it goes up by a
    /// second, then by four times as much each time, until the cap. A time-based sequence stays where it is, since
    /// its next nonce is higher anyway and the window is narrow.
    /// </summary>
    public NonceSequence Jump(DateTimeOffset clock)
    {
        if (Mode is NonceMode.TimeBased)
            return this;
        var onTime = StepsAt(clock);
        var highest = onTime + StepsIn(Limits.MaxLead);
        var from = Last is { } last ? Math.Max(onTime, StepsOf(last)) : onTime;
        var target = Math.Min(Saturating.Sum(from, StepsIn(FirstJump * Math.Pow(JumpGrowth, Jumps))), highest);
        return RaiseTo(Mode.NonceOf(target)) with { Jumps = target < highest ? Jumps + 1 : Jumps };
    }

    /// <summary>The sequence after the exchange took a nonce: it takes none below, and the next <see cref="Jump"/> is a short one again.</summary>
    public NonceSequence Accepted(Nonce taken) =>
        Jumps == 0 && Taken >= taken ? this : this with { Jumps = 0, Taken = Taken > taken ? Taken : taken };

    private TimeSpan MostForCancels =>
        Mode is NonceMode.TimeBased && Limits.MaxLead < CancelReach ? CancelReach : Limits.MaxLead;

    private long NextSteps(DateTimeOffset clock)
    {
        var onTime = StepsAt(clock);
        return Highest(clock) is { } highest ? Math.Max(onTime, Saturating.Sum(StepsOf(highest), 1)) : onTime;
    }

    /// <summary>What the next nonce has to lie above. A last one that binds nothing leaves those that the exchange took.</summary>
    private Nonce? Highest(DateTimeOffset clock) =>
        Binds(Last, clock) ? Last
        : Binds(Taken, clock) ? Taken
        : null;

    private long StepsOf(Nonce nonce) => Mode.StepsOf(nonce);

    private bool Binds(Nonce? nonce, DateTimeOffset clock) =>
        Mode is NonceMode.Increasing || LeadOf(nonce, clock) <= Window;

    private long TicksPerStep => Mode.NanosecondsPerStep / NanosecondsPerTick;

    private long StepsAt(DateTimeOffset clock) => StepsIn(clock - DateTimeOffset.UnixEpoch);

    private long StepsIn(TimeSpan time) => time.Ticks / TicksPerStep;

    /// <summary>A mark of a finer unit would overflow: it counts as ages ahead.</summary>
    private TimeSpan TimeOf(long steps)
    {
        var most = TimeSpan.MaxValue.Ticks / TicksPerStep;
        return TimeSpan.FromTicks(Math.Clamp(steps, -most, most) * TicksPerStep);
    }
}
