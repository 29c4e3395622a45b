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

    internal static void Note(Turn turn, Nonce nonce)
    {
        if (turn.State.Nonces.Mode is not NonceMode.TimeBased)
            return;
        var lastTaken = turn.State.Nonces.TimeAfter(nonce, NonceSequence.Window).Plus(ExchangeClock.Tolerance);
        var until = turn.Running.Plus(lastTaken - turn.State.Clock.At(turn.Now));
        var before = turn.State.Stragglers;
        turn.State.Stragglers = new Stragglers(turn.Running, until > before.Until ? until : before.Until);
    }
}
