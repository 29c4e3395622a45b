namespace RiskEngine.Core;

/// <summary>What answers tell of clocks and nonces beyond the one request: said once, until it is well again.</summary>
/// <param name="IsSkewTold">The clocks are too far apart, and it has been told.</param>
/// <param name="IsUnitTold">The key wants other nonces, and it has been told.</param>
internal sealed record ClockWatch(bool IsSkewTold, bool IsUnitTold)
{
    /// <summary>Whether it has been told that the answers' clock is in doubt.</summary>
    private bool IsDoubtTold { get; init; }

    internal static readonly ClockWatch None = new(false, false);

    internal static void Observe(Turn turn, ExchangeAnswer answer)
    {
        if (Told(turn, answer) is not { } clock)
            return;
        turn.State.Clock = clock;
        TellDoubt(turn, clock);
        var watch = turn.State.ClockWatch;
        var (followed, doubted) = (clock.Skew(turn.Now), clock.DoubtedSkew(turn.Now));
        // People are told once; whoever trips has to hear how it goes on, since a reset lets it trip again. Of any size: the
        // exchange has said twice that the clocks are apart, and a stop that was not needed is seen at once.
        var stated = doubted ?? followed;
        if (stated.Duration() > turn.Limits.ClockSkewTrip)
            turn.Add(new GuardianEffect.Publish(new TripSignal.ClockSkewed(turn.State.Session, stated)));
        // A time that no clock of a running exchange shows says nothing to people of how far ours is off.
        var skew = doubted is { } far && IsPlausible(far) ? far : followed;
        var isSkewed = skew.Duration() > turn.Limits.ClockSkewLimit;
        if (isSkewed && !watch.IsSkewTold)
            turn.Add(new GuardianEffect.Publish(new ClockSkewed(turn.State.Session, skew, turn.Limits.ClockSkewLimit)));
        if (isSkewed != watch.IsSkewTold)
            turn.State.ClockWatch = watch with { IsSkewTold = isSkewed };
    }

    /// <summary>Headers tell a time that is no skew: said once, until they tell another.</summary>
    private static void TellDoubt(Turn turn, ExchangeClock clock)
    {
        var watch = turn.State.ClockWatch;
        var doubted = clock.DoubtedSkew(turn.Now);
        var isDoubted = doubted is { } skew && !IsPlausible(skew);
        if (isDoubted == watch.IsDoubtTold)
            return;
        turn.State.ClockWatch = watch with { IsDoubtTold = isDoubted };
        if (isDoubted)
            turn.Add(
                new GuardianEffect.Publish(
                    new AnswerClockDoubted(turn.State.Session, turn.Now.Wall.Plus(doubted!.Value), turn.Now.Wall)
                )
            );
    }

    private static bool IsPlausible(TimeSpan skew) => skew.Duration() <= ExchangeClock.MostPlausibleSkew;

    /// <summary>The clock after an answer; null: it told no time that is the exchange's.</summary>
    private static ExchangeClock? Told(Turn turn, ExchangeAnswer answer) =>
        answer switch
        {
            // What could not be read may come from anybody on the way, and what never left was answered by nobody.
            ExchangeAnswer.Unknown or ExchangeAnswer.NotSent => null,
            // A rising key is compared with no clock, whatever the words say: they move it no further than a header does.
            ExchangeAnswer.NonceRefused { ComparedWith: { } words } => turn.State.Nonces.Mode is NonceMode.TimeBased
                ? turn.State.Clock.Learn(words, turn.Now)
                : turn.State.Clock.Observe(words, turn.Now),
            ExchangeAnswer.CancelAccepted
            or ExchangeAnswer.OpenOrdersRead
            or ExchangeAnswer.OrderCancelAccepted
            or ExchangeAnswer.OrderStatusRead
            or ExchangeAnswer.OrdersByNameRead
            or ExchangeAnswer.OrderHistoryRead
            or ExchangeAnswer.RolesRead
            or ExchangeAnswer.AccountRead
            or ExchangeAnswer.HeartbeatAccepted
            or ExchangeAnswer.PrivateAccepted
            or ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.Refused => answer.ServerTime is { } header
                ? turn.State.Clock.Observe(header, turn.Now)
                : null,
            _ => throw ClosedUnion.Unhandled(answer),
        };

    internal static void NonceTaken(Turn turn)
    {
        if (turn.State.ClockWatch.IsUnitTold)
            turn.State.ClockWatch = turn.State.ClockWatch with { IsUnitTold = false };
    }

    /// <summary>A nonce was refused that nothing of ours explains.</summary>
    internal static void NonceRefused(Turn turn, Nonce nonce, ExchangeAnswer.NonceRefused refused)
    {
        if (turn.State.ClockWatch.IsUnitTold || Wanted(turn, nonce, refused.Kind) is not { } wants)
            return;
        turn.Add(new GuardianEffect.Publish(new NonceUnitWrong(turn.State.Session, wants, refused.Said)));
        turn.State.ClockWatch = turn.State.ClockWatch with { IsUnitTold = true };
    }

    private static WantedNonce? Wanted(Turn turn, Nonce nonce, NonceRefusal kind)
    {
        var (state, mode) = (turn.State, turn.State.Nonces.Mode);
        return mode switch
        {
            NonceMode.Increasing => kind switch
            {
                NonceRefusal.OutsideWindow => WantedNonce.Seconds,
                NonceRefusal.NotIncreased
                    when state.Nonces.Lead(state.Clock.At(turn.Now)) >= state.Nonces.Limits.MaxLead =>
                    WantedNonce.HigherNumbers,
                NonceRefusal.NotIncreased or NonceRefusal.Unspecified => null,
            },
            NonceMode.TimeBased(var unit) => kind switch
            {
                // A nonce that was near the exchange's clock, and is told not to be, is measured in another unit.
                NonceRefusal.OutsideWindow when state.Nonces.IsWithinWindow(nonce, state.Clock.At(turn.Now)) => unit
                is TimeNonceUnit.Milliseconds
                    ? WantedNonce.Seconds
                    : WantedNonce.Milliseconds,
                // Words that nobody has published yet: a key that never took a fraction may want none.
                NonceRefusal.Unspecified when unit is TimeNonceUnit.Fractional && state.HighestAccepted is null =>
                    WantedNonce.Seconds,
                // Had it taken seconds before, then another process would be the likelier reason.
                NonceRefusal.NotIncreased when state.HighestAccepted is null => WantedNonce.HigherNumbers,
                NonceRefusal.OutsideWindow or NonceRefusal.Unspecified or NonceRefusal.NotIncreased => null,
            },
            _ => throw ClosedUnion.Unhandled(mode),
        };
    }
}
