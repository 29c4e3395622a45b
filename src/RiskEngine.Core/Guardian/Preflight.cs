namespace RiskEngine.Core;

/// <summary>What is asked before order entry opens: may the key trade, and what does the exchange's clock show.</summary>
/// <remarks>
/// One request on each lane, so that both have a warm connection when they are needed. Until an answer says that the key
/// may trade, orders are denied; cancels are tried all the same. A key that may not read its roles is let in, since it
/// was known to the exchange, and more cannot be learned.
/// </remarks>
/// <param name="Next">The lane that is to be tried next; null: no preflight is wanted.</param>
/// <param name="Retry">When it may be.</param>
internal sealed record Preflight(Lane? Next, Backoff Retry)
{
    internal static readonly Preflight None = new(null, Backoff.None);

    internal static void Begin(Turn turn)
    {
        if (turn.State.Standing != SessionState.Starting)
            return;
        if (turn.Limits.Preflight)
            turn.State = turn.State with { Preflight = new Preflight(Lane.Cancel, Backoff.None) };
        else
            turn.Enter(SessionState.Active);
    }

    internal static void Dispatch(Turn turn)
    {
        var preflight = turn.State.Preflight;
        if (preflight.Next is not { } lane || IsOut(turn.State) || preflight.Retry.Holds(turn.Running))
            return;
        if (turn.Send(lane, new ExchangeRequest.ReadRoles()) is Turn.Dispatch.Held(var retryAfter))
            Again(turn, preflight.Retry.Until(turn.Running + retryAfter, isBinding: true));
    }

    internal static TimeSpan? NextAt(GuardianState state) =>
        state.Preflight.Next is null || IsOut(state) ? null : state.Preflight.Retry.NotBefore;

    internal static void Resolve(Turn turn, ExchangeAnswer answer)
    {
        if (turn.State.Preflight.Next is not { } lane)
            return;
        switch (answer)
        {
            case ExchangeAnswer.RolesRead { IsTrader: false } roles:
                Suspend(turn, $"it is no Trader ({RolesOf(roles)})");
                break;
            case ExchangeAnswer.Refused refused when !MayNotAsk(refused):
                Suspend(turn, $"the exchange refused it ({refused.Reason}; {refused.Said})");
                break;
            case ExchangeAnswer.RolesRead or ExchangeAnswer.Refused:
                Pass(turn, lane);
                break;
            case ExchangeAnswer.RateLimited limited:
                Again(turn, turn.AfterRateLimit(turn.State.Preflight.Retry, limited));
                break;
            default:
                Again(turn, turn.AfterFailure(turn.State.Preflight.Retry));
                break;
        }
    }

    private static void Pass(Turn turn, Lane lane)
    {
        if (lane == Lane.Cancel)
        {
            turn.State = turn.State with { Preflight = new Preflight(Lane.Order, Backoff.None) };
            return;
        }

        turn.State = turn.State with { Preflight = None };
        turn.Enter(SessionState.Active);
    }

    private static void Suspend(Turn turn, string why)
    {
        turn.State = turn.State with { Preflight = None };
        turn.Enter(SessionState.Suspended);
        turn.Escalate(
            EscalationCause.KeyMayNotTrade,
            $"Session {turn.State.Session}: the key failed its preflight: {why}. Orders are denied; cancels are tried all "
                + "the same, and one that is accepted opens the session. Mend the key at the exchange."
        );
    }

    private static void Again(Turn turn, Backoff retry) =>
        turn.State = turn.State with { Preflight = turn.State.Preflight with { Retry = retry } };

    private static bool IsOut(GuardianState state) => state.Open.Exists(open => open.Asks<ExchangeRequest.ReadRoles>());

    private static bool MayNotAsk(ExchangeAnswer.Refused refused) =>
        refused.Reason is RefusedReason.MissingRole or RefusedReason.EndpointNotFound;

    private static string RolesOf(ExchangeAnswer.RolesRead roles) =>
        (roles.IsFundManager, roles.IsAuditor) switch
        {
            (true, true) => "FundManager, Auditor",
            (true, false) => "FundManager",
            (false, true) => "Auditor",
            _ => "no role at all",
        };
}
