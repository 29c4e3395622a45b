namespace RiskEngine.Core;

/// <summary>Keeps a key alive that requires a heartbeat: without any request for a while, the exchange cancels its orders.</summary>
/// <remarks>Every request that the exchange took counts, so a busy session beats never, and a quiet one once a period.</remarks>
/// <param name="AliveAt">When the latest request left that the exchange took, on the running clock; null: not up yet.</param>
/// <param name="Retry">When a beat that failed may be tried again.</param>
internal sealed record Heartbeat(TimeSpan? AliveAt, Backoff Retry)
{
    internal static readonly Heartbeat None = new(null, Backoff.None);

    internal static void Begin(Turn turn)
    {
        if (turn.State.Heartbeat.AliveAt is null)
            turn.State.Heartbeat = None with { AliveAt = turn.Running };
    }

    /// <summary>The exchange took a request: its timer began anew, at the earliest when the request left.</summary>
    internal static void Taken(Turn turn, OpenAttempt attempt)
    {
        if (!(turn.State.Heartbeat.AliveAt >= attempt.DispatchedAt))
            turn.State.Heartbeat = None with { AliveAt = attempt.DispatchedAt };
    }

    internal static void Dispatch(Turn turn)
    {
        if (!(NextAt(turn.State) <= turn.Running))
            return;
        if (turn.Send(Lane.Order, new ExchangeRequest.SendHeartbeat()) is Turn.Dispatch.Held(var retryAfter))
            Again(turn, turn.State.Heartbeat.Retry.Until(turn.Running + retryAfter, isBinding: true));
    }

    internal static TimeSpan? NextAt(GuardianState state)
    {
        var (aliveAt, retry) = (state.Heartbeat.AliveAt, state.Heartbeat.Retry);
        if (
            !state.Limits.RequiresHeartbeat
            || aliveAt is not { } alive
            || state.Ladder.Withheld is not null
            || IsOut(state)
        )
            return null;
        var due = alive + state.Limits.HeartbeatAfter;
        return retry.NotBefore is { } notBefore && notBefore > due ? notBefore : due;
    }

    internal static void Resolve(Turn turn, ExchangeAnswer answer)
    {
        if (answer is not ExchangeAnswer.HeartbeatAccepted)
            Again(turn, turn.After(turn.State.Heartbeat.Retry, answer));
    }

    private static void Again(Turn turn, Backoff retry) =>
        turn.State.Heartbeat = turn.State.Heartbeat with { Retry = retry };

    private static bool IsOut(GuardianState state) =>
        state.Open.Exists(open => open.Asks<ExchangeRequest.SendHeartbeat>());
}
