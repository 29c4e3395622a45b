namespace RiskEngine.Core;

/// <summary>What is asked before order entry opens: may the key trade, and what does the exchange's clock show.</summary>
/// <remarks>
/// One request on each lane, so that both have a warm connection when they are needed, and then a look at the open
/// orders, which every proof will need. Until an answer says that the key may trade, orders are denied; cancels are tried
/// all the same. A key that may not read its roles or look is let in, since it was known to the exchange; that it may
/// not look is told, for no cancel of it can be verified.
/// </remarks>
/// <param name="Next">What is to be asked next; null: no preflight is wanted.</param>
/// <param name="Retry">When it may be.</param>
internal sealed record Preflight(Preflight.Step? Next, Backoff Retry)
{
    internal static readonly Preflight None = new(null, Backoff.None);

    /// <summary>What has been refused of the step.</summary>
    internal Refusals Refused { get; init; } = Refusals.None;

    internal static void Begin(Turn turn)
    {
        if (turn.State.Standing != SessionState.Starting)
            return;
        if (turn.Limits.Preflight)
            turn.State.Preflight = new Preflight(Step.CancelLane, Backoff.None);
        else
            turn.Enter(SessionState.Active);
    }

    internal static void Dispatch(Turn turn)
    {
        var preflight = turn.State.Preflight;
        if (preflight.Next is not { } step || IsOut(turn.State) || preflight.Retry.Holds(turn.Running))
            return;
        if (!Pacing.Allows(turn, HeldRequestKind.Preflight, Step.OpenOrders - step + 1))
            return;
        var (lane, request) = Asked(step);
        if (turn.Send(lane, request, paced: HeldRequestKind.Preflight) is Turn.Dispatch.Held(var retryAfter))
            Again(turn, preflight.Retry.Until(turn.Running + retryAfter, isBinding: true));
    }

    internal static TimeSpan? NextAt(GuardianState state) =>
        state.Preflight.Next is null || IsOut(state) ? null : state.Preflight.Retry.NotBefore;

    internal static void Resolve(Turn turn, ExchangeAnswer answer)
    {
        if (turn.State.Preflight.Next is not { } step || step == Step.OpenOrders)
            return;
        if (answer is ExchangeAnswer.RolesRead told)
            turn.State.Permissions = told.Permissions;
        if (
            answer is ExchangeAnswer.RolesRead { Permissions: var given }
            && given.HasFlag(KeyPermissions.FundManagement)
            && step == Step.CancelLane
        )
            turn.Escalate(
                EscalationCause.KeyMayWithdraw,
                $"Session {turn.State.Session}: the key has the role FundManager, which may take money out. The engine needs "
                    + "Trader alone. Nothing is denied for it; give the session a key without that role."
            );
        switch (answer)
        {
            case ExchangeAnswer.RolesRead roles when !roles.Permissions.HasFlag(KeyPermissions.Trade):
                Suspend(turn, $"it is no Trader ({RolesOf(roles)})");
                break;
            case ExchangeAnswer.Refused refused when !turn.State.Preflight.Refused.MakeFinal(refused):
                Again(turn, answer);
                break;
            case ExchangeAnswer.Refused refused when !refused.Reason.IsOfQuestion():
                Suspend(turn, $"the exchange refused it ({refused.Reason}; {refused.Said})");
                break;
            case ExchangeAnswer.RolesRead or ExchangeAnswer.Refused:
                turn.State.Preflight = new Preflight(step + 1, Backoff.None);
                break;
            case ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.NotSent
            or ExchangeAnswer.Unknown:
                Again(turn, answer);
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    /// <summary>Any look tells what the last step asks, whoever wanted it.</summary>
    internal static void ResolveLook(Turn turn, ExchangeAnswer answer)
    {
        if (turn.State.Preflight.Next is not Step.OpenOrders)
            return;
        switch (answer)
        {
            case ExchangeAnswer.Refused refused when !turn.State.Preflight.Refused.MakeFinal(refused):
                Again(turn, answer);
                break;
            case ExchangeAnswer.Refused refused when !refused.Reason.IsOfQuestion():
                Suspend(turn, $"the exchange refused to show open orders ({refused.Reason}; {refused.Said})");
                break;
            case ExchangeAnswer.OpenOrdersRead or ExchangeAnswer.Refused:
                if (answer is ExchangeAnswer.Refused && turn.Limits.Verification != VerificationMode.None)
                    turn.Escalate(
                        EscalationCause.KeyMayNotLook,
                        $"Session {turn.State.Session}: the key may not look at the open orders, so no cancel can be proven and each "
                            + "will end Unconfirmed. Give the key the role for it, or set verification = none."
                    );
                turn.State.Preflight = None;
                Troubles.Started(turn);
                turn.Enter(SessionState.Active);
                Identification.Begin(turn);
                break;
            case ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.NotSent
            or ExchangeAnswer.Unknown:
                Again(turn, answer);
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    private static (Lane Lane, ExchangeRequest Request) Asked(Step step) =>
        step switch
        {
            Step.CancelLane => (Lane.Cancel, new ExchangeRequest.ReadRoles()),
            Step.OrderLane => (Lane.Order, new ExchangeRequest.ReadRoles()),
            Step.OpenOrders => (Lane.Cancel, new ExchangeRequest.ReadOpenOrders()),
        };

    private static void Again(Turn turn, ExchangeAnswer answer)
    {
        turn.State.Preflight = turn.State.Preflight with
        {
            Retry = turn.After(turn.State.Preflight.Retry, answer),
            Refused = turn.State.Preflight.Refused.With(answer),
        };
        Troubles.NotStarted(turn, answer);
    }

    private static void Suspend(Turn turn, string why)
    {
        turn.State.Preflight = None;
        Troubles.Started(turn);
        turn.Enter(SessionState.Suspended);
        turn.Escalate(
            EscalationCause.KeyMayNotTrade,
            $"Session {turn.State.Session}: the key failed its preflight: {why}. Orders are denied; cancels are tried all "
                + "the same, and one that is accepted opens the session. Mend the key at the exchange."
        );
    }

    private static void Again(Turn turn, Backoff retry) =>
        turn.State.Preflight = turn.State.Preflight with { Retry = retry };

    private static bool IsOut(GuardianState state) =>
        state.Preflight.Next == Step.OpenOrders
            ? state.Open.Exists(open => open.Asks<ExchangeRequest.ReadOpenOrders>())
            : state.Open.Exists(open => open.Asks<ExchangeRequest.ReadRoles>());

    private static string RolesOf(ExchangeAnswer.RolesRead roles) =>
        (
            roles.Permissions.HasFlag(KeyPermissions.FundManagement),
            roles.Permissions.HasFlag(KeyPermissions.Audit)
        ) switch
        {
            (true, true) => "FundManager, Auditor",
            (true, false) => "FundManager",
            (false, true) => "Auditor",
            (false, false) => "no role at all",
        };

    /// <summary>What is asked, in this order.</summary>
    internal enum Step
    {
        CancelLane,
        OrderLane,
        OpenOrders,
    }
}
