namespace RiskEngine.Core;

/// <summary>How high nonces may go without another word to the store, and what has been asked of it.</summary>
/// <remarks>
/// The next block is asked for when half of the last one is gone, by use or by the clock, so it is there before it is
/// needed. Orders wait for one that is on its way, and are denied while the store fails. Cancels never ask (I6).
/// </remarks>
/// <param name="UpTo">The mark that would survive a crash; null: none is known.</param>
/// <param name="Asked">The mark that is being written; null: none is.</param>
/// <param name="Retry">When a write that failed may be tried again.</param>
internal sealed record NonceReserve(Nonce? UpTo, Nonce? Asked, Backoff Retry)
{
    internal static readonly NonceReserve None = new(null, null, Backoff.None);

    /// <summary>How much less is reserved beyond nonces that lead the clock: as much as a start a second can never add up.</summary>
    private const int LessWhenLeading = 60;

    private bool IsFailing => Retry.Failures > 0;

    /// <summary>Whether an order's nonce would survive a crash; false: not yet, or the store fails; see <see cref="Fails"/>.</summary>
    internal static bool Covers(GuardianState state, Moment now) =>
        state.Limits.NonceBlock == TimeSpan.Zero || state.Nonces.Next(state.Clock.At(now)) <= state.Reserve.UpTo;

    /// <summary>Whether an order would wait in vain.</summary>
    internal static bool Fails(GuardianState state, Moment now) => !Covers(state, now) && state.Reserve.IsFailing;

    /// <summary>When orders that wait for something else begin to wait in vain, by the passing of time alone; null: that takes more.</summary>
    internal static TimeSpan? FailsAt(GuardianState state, Moment now) =>
        state.Limits.NonceBlock > TimeSpan.Zero
        && state.Reserve is { IsFailing: true, UpTo: { } upTo }
        && Covers(state, now)
            ? state.Clock.RunningAt(state.Nonces.TimeAfter(upTo, TimeSpan.Zero))
            : null;

    internal static void Keep(Turn turn)
    {
        var (state, reserve) = (turn.State, turn.State.Reserve);
        if (reserve.Asked is not null || reserve.Retry.Holds(turn.Running) || !IsRunningLow(state, turn.Now))
            return;
        var asked = Ahead(state, turn.Now, state.Limits.NonceBlock);
        state.Reserve = reserve with { Asked = asked };
        turn.Add(new GuardianEffect.ReserveNonces(asked));
    }

    internal static void Reserved(Turn turn, Nonce upTo)
    {
        var known = turn.State.Reserve.UpTo;
        turn.State.Reserve = None with { UpTo = known > upTo ? known : upTo };
    }

    internal static void Failed(Turn turn, StoreFailure why)
    {
        var reserve = turn.State.Reserve;
        if (!reserve.IsFailing)
            turn.Escalate(
                EscalationCause.NoncesNotDurable,
                $"Session {turn.State.Session}: the store of nonces fails ({why}). Cancels pass; orders are denied once the "
                    + "reserved nonces are used up, until the store works again. Look at its disk or database."
            );
        var retry = turn.AfterFailure(reserve.Retry);
        // Never at once: a store that failed in no time would be asked without end.
        var soonest = turn.Running + turn.Limits.RetryFirst;
        turn.State.Reserve = reserve with
        {
            Asked = null,
            Retry = retry.NotBefore > soonest ? retry : retry with { NotBefore = soonest },
        };
    }

    /// <summary>When the next block is to be asked for by the passing of time alone; null: a write is under way, or none is wanted.</summary>
    internal static TimeSpan? NextAt(GuardianState state, Moment now)
    {
        var reserve = state.Reserve;
        if (state.Limits.NonceBlock == TimeSpan.Zero || reserve.Asked is not null)
            return null;
        // Nonces that lead the clock may have used up the block already: then only a failed write is waited for.
        if (reserve.UpTo is not { } upTo || IsRunningLow(state, now))
            return reserve.Retry.NotBefore;
        var low = state.Clock.RunningAt(state.Nonces.TimeAfter(upTo, -HalfOf(state)));
        return reserve.Retry.NotBefore is { } notBefore && notBefore > low ? notBefore : low;
    }

    private static bool IsRunningLow(GuardianState state, Moment now) =>
        state.Limits.NonceBlock > TimeSpan.Zero && !(Ahead(state, now, HalfOf(state)) <= state.Reserve.UpTo);

    /// <summary>
    /// A block from the clock on. Where the nonces lead it, as after a crash, only a little beyond them, or crashes in a
    /// row would use up the lead; a time-based key's block is little in any case.
    /// </summary>
    internal static Nonce Ahead(GuardianState state, Moment now, TimeSpan block) =>
        state.Nonces.Ahead(
            state.Clock.At(now),
            block,
            state.Nonces.Mode is NonceMode.TimeBased ? block : block / LessWhenLeading
        );

    private static TimeSpan HalfOf(GuardianState state) => state.Limits.NonceBlock / 2;
}
