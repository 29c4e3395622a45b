namespace RiskEngine.Core;

/// <summary>What is asked before order entry opens: may the key trade, on whose account, and what does the exchange's clock show.</summary>
/// <remarks>
/// The roles on the cancel lane and the account on the order lane, so that both have a warm connection when they are needed, and
/// then a look at the open orders, which every proof will need. Until an answer says that the key may trade, orders are
/// denied; cancels are tried all the same. A key that may not read its roles or look is let in, since it was known to the
/// exchange; that it may not look is told, for no cancel of it can be verified. One that may not ask for its account is let in
/// too, and counts as one that may be on any.
/// </remarks>
/// <param name="Next">What is to be asked next; null: no preflight is wanted.</param>
/// <param name="Retry">When it may be.</param>
internal sealed record Preflight(Preflight.Step? Next, Backoff Retry)
{
    internal static readonly Preflight None = new(null, Backoff.None);

    /// <summary>How often an answer about the account has to be unreadable before order entry opens without it.</summary>
    private const int MostUnreadable = 5;

    /// <summary>How often an answer about the account was unreadable.</summary>
    internal int Unreadable { get; init; }

    /// <summary>What has been refused of the step.</summary>
    internal Refusals Refused { get; init; } = Refusals.None;

    internal static void Begin(Turn turn)
    {
        if (turn.State.Standing != SessionState.Starting)
            return;
        if (turn.Limits.Preflight)
            turn.State.Preflight = new Preflight(Step.Roles, Backoff.None);
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

    internal static void ResolveRoles(Turn turn, ExchangeAnswer answer)
    {
        if (turn.State.Preflight.Next is not Step.Roles)
            return;
        if (answer is ExchangeAnswer.RolesRead told)
            turn.State.Permissions = told.Permissions;
        if (
            answer is ExchangeAnswer.RolesRead { Permissions: var given }
            && given.HasFlag(KeyPermissions.FundManagement)
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
                turn.State.Preflight = new Preflight(Step.Account, Backoff.None);
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

    internal static void ResolveAccount(Turn turn, ExchangeAnswer answer)
    {
        var preflight = turn.State.Preflight;
        if (preflight.Next is not Step.Account)
            return;
        switch (answer)
        {
            case ExchangeAnswer.AccountRead read:
                turn.State.Account = read.Identity;
                turn.Add(new GuardianEffect.TellAccount(new SessionAccount(turn.State.Session, read.Identity)));
                turn.State.Preflight = new Preflight(Step.OpenOrders, Backoff.None);
                break;
            case ExchangeAnswer.Refused refused when !preflight.Refused.MakeFinal(refused):
                Again(turn, answer);
                break;
            case ExchangeAnswer.Refused refused when refused.Reason.IsOfKey():
                Suspend(turn, $"the exchange refused to tell its account ({refused.Reason}; {refused.Said})");
                break;
            case ExchangeAnswer.Refused:
                turn.State.Account = AccountIdentity.Withheld.Instance;
                turn.State.Preflight = new Preflight(Step.OpenOrders, Backoff.None);
                break;
            // The exchange answers, and not so that it can be read: orders need not wait for what they do without.
            case ExchangeAnswer.Unknown unknown
                when unknown.Reason.IsOfReading() && preflight.Unreadable + 1 >= MostUnreadable:
                turn.State.Preflight = new Preflight(Step.OpenOrders, Backoff.None);
                break;
            case ExchangeAnswer.Unknown unknown when unknown.Reason.IsOfReading():
                turn.State.Preflight = preflight with { Unreadable = preflight.Unreadable + 1 };
                Again(turn, answer);
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
            Step.Roles => (Lane.Cancel, new ExchangeRequest.ReadRoles()),
            Step.Account => (Lane.Order, new ExchangeRequest.ReadAccount()),
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
        state.Preflight.Next switch
        {
            Step.Roles => state.Open.Exists(open => open.Asks<ExchangeRequest.ReadRoles>()),
            Step.Account => state.Open.Exists(open => open.Asks<ExchangeRequest.ReadAccount>()),
            Step.OpenOrders => state.Open.Exists(open => open.Asks<ExchangeRequest.ReadOpenOrders>()),
            null => false,
        };

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
        Roles,
        Account,
        OpenOrders,
    }
}
