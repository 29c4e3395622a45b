namespace RiskEngine.Core;

/// <summary>Order requests of a time-based key that nobody waits for any more, and that may land all the same.</summary>
/// <remarks>
/// Where nonces must rise, a later cancel fences off whatever left before it. A time-based key has no such fence: the
/// exchange takes a request for as long as its nonce is within the window.
/// </remarks>
/// <param name="NotedAt">When the latest of them was given up, on the running clock.</param>
/// <param name="Until">When the exchange takes none of them any more, on the running clock.</param>
internal sealed record Stragglers(TimeSpan NotedAt, TimeSpan Until)
{
    internal static readonly Stragglers None = new(TimeSpan.MinValue, TimeSpan.MinValue);

    internal bool MayLand(TimeSpan now) => now < Until;

    /// <summary>
    /// Until when an order request may be executed that has left, by our wall clock; null: none may, or a later cancel
    /// fences it off.
    /// </summary>
    internal static DateTimeOffset? MayLandUntil(GuardianState state, Moment now)
    {
        if (state.Nonces.Mode is not NonceMode.TimeBased)
            return null;
        var until = state.Stragglers.Until;
        foreach (var open in state.Open)
            if (open.For is not null && TakenUntil(state, open.Request.Nonce, now) is var taken && taken > until)
                until = taken;
        return until > now.Running ? now.Wall.Plus(until - now.Running) : null;
    }

    internal static void Note(Turn turn, Nonce nonce)
    {
        if (turn.State.Nonces.Mode is not NonceMode.TimeBased)
            return;
        var until = TakenUntil(turn.State, nonce, turn.Now);
        var before = turn.State.Stragglers;
        turn.State.Stragglers = new Stragglers(turn.Running, until > before.Until ? until : before.Until);
    }

    /// <summary>
    /// A process that did not stop in order may have sent a request with the highest nonce that it had reserved, a moment
    /// before this one came up.
    /// </summary>
    internal static Stragglers OfPredecessor(GuardianState state, Moment now) =>
        state.Nonces is { Mode: NonceMode.TimeBased, Last: { } highest }
            ? new Stragglers(now.Running, TakenUntil(state, highest, now))
            : state.Stragglers;

    /// <summary>When a request can no longer be executed, on the running clock; long ago where a later nonce fences it off.</summary>
    internal static TimeSpan LandsUntil(GuardianState state, Nonce nonce, Moment now) =>
        state.Nonces.Mode is NonceMode.TimeBased ? TakenUntil(state, nonce, now) : TimeSpan.MinValue;

    private static TimeSpan TakenUntil(GuardianState state, Nonce nonce, Moment now)
    {
        var lastTaken = state.Nonces.TimeAfter(nonce, NonceSequence.Window).Plus(ExchangeClock.Tolerance);
        return now.Running.Plus(lastTaken - state.Clock.At(now));
    }
}
