namespace RiskEngine.Core;

/// <summary>
/// Accounts for every order that is known after a cancel was accepted: looks at the open orders, cancels by itself each
/// order that nothing has shown to be closed, and says when all of it is proven.
/// </summary>
/// <remarks>
/// One request at a time: single cancels and looks share the key's nonces, and two that race on different connections
/// refuse each other. Each waits for the key's rate budget, but for the first look after an acceptance, and all of them for those that the
/// session shares.
/// </remarks>
internal static class Reconciler
{
    internal static void Dispatch(Turn turn)
    {
        var state = turn.State;
        if (!IsAwaited(state) && state.Reconciliation != Reconciliation.None)
            state.Reconciliation = Reconciliation.None;
        if (NextStep(state, turn.Now) is not { } next || next.At > turn.Running)
            return;
        if (!Pacing.Allows(turn, HeldRequestKind.Proof))
            return;
        var dispatch = turn.Send(Lane.Cancel, next.Request, paced: HeldRequestKind.Proof);
        switch (dispatch)
        {
            case Turn.Dispatch.Left:
                break;
            case Turn.Dispatch.Held(var retryAfter):
                state.ReconcilerHeldUntil = turn.Running + retryAfter;
                break;
            default:
                throw ClosedUnion.Unhandled(dispatch);
        }
    }

    internal static TimeSpan? NextDispatchAt(GuardianState state, Moment now) => NextStep(state, now)?.At;

    /// <summary>A session-wide cancel was accepted, conclusive or not, in time or late: what it names is known from now on.</summary>
    internal static void Learn(Turn turn, OpenAttempt attempt, ExchangeAnswer.CancelAccepted accepted)
    {
        var (state, limits) = (turn.State, turn.Limits);
        var ledger = state.Ledger.Close(accepted.Canceled, OrderEnd.Canceled, turn.Running, limits, attempt.Id);
        foreach (var reject in accepted.Rejects)
            ledger = ledger.Add(
                reject,
                new LedgerOrder(OrderOrigin.NamedRejected, turn.Running, turn.Running) { IsRejected = true },
                limits
            );
        state.Ledger = ledger;
        if (!(state.CancelAcceptedAt >= attempt.DispatchedAt))
            state.CancelAcceptedAt = attempt.DispatchedAt;
        if (accepted.Listing == CancelListing.Complete && !(state.CancelListedAt >= attempt.DispatchedAt))
            state.CancelListedAt = attempt.DispatchedAt;
    }

    /// <summary>A cancel that pending commands rest on was accepted: looks that began before it prove nothing of it.</summary>
    internal static void StartOver(Turn turn)
    {
        var state = turn.State;
        if (state.Limits.Verification == VerificationMode.None)
            return;
        state.Ledger = state.Ledger.AskAnew();
        state.Reconciliation = state.Reconciliation with
        {
            Since = state.Reconciliation.Since ?? turn.Running,
            FirstAfter = state.Reconciliation.Since is null ? state.LastAttempt : state.Reconciliation.FirstAfter,
            LatestAfter = state.LastAttempt,
            Retry = Backoff.None,
            PausedUntil = null,
            Looks = 0,
            SweepAt = null,
        };
    }

    /// <summary>What proves that nothing of ours is left; null: nothing does so far.</summary>
    internal static CancelProof? ProofFor(
        GuardianState state,
        PendingCancel pending,
        CancelListing listing,
        TimeSpan now
    )
    {
        var looks = state.Reconciliation;
        if (
            pending.AcceptedAt is not { } accepted
            || !state.Ledger.Open.IsEmpty
            || !looks.IsQuiet
            || !(looks.LookedBy > pending.ProvenAfter)
        )
            return null;
        if (!MayHoldUnnamed(state, listing, now))
            return CancelProof.EveryOrderClosed;
        return looks.LookedAt >= QuietUntil(state, accepted, now) && !FurtherCancels.MayFindMore(state)
            ? CancelProof.ListQuiet
            : null;
    }

    /// <summary>
    /// Whether all that is left was asked about by itself, again and again, and is still there, for longer than a cancel may
    /// take to be seen.
    /// </summary>
    internal static bool IsStuck(GuardianState state, TimeSpan now) =>
        !state.Ledger.Open.IsEmpty
        && now - state.Reconciliation.Since >= state.Limits.ListLagLimit
        && state.Ledger.Open.Values.All(order => order.TimesStillThere >= state.Limits.LeftoverLooks);

    internal static void ResolveLook(Turn turn, OpenAttempt look, ExchangeAnswer answer)
    {
        turn.State.Reconciliation = turn.State.Reconciliation with { Trouble = Troubles.OfLook(answer) };
        switch (answer)
        {
            case ExchangeAnswer.OpenOrdersRead read:
                See(turn, look, read);
                break;
            case ExchangeAnswer.Refused refused when turn.State.Reconciliation.Refused.MakeFinal(refused):
                turn.State.Reconciliation = turn.State.Reconciliation with { Refusal = refused };
                break;
            case ExchangeAnswer.NonceRefused
            or ExchangeAnswer.RateLimited
            or ExchangeAnswer.Refused
            or ExchangeAnswer.NotSent
            or ExchangeAnswer.Unknown:
                turn.State.Reconciliation = turn.State.Reconciliation with
                {
                    Retry = turn.After(turn.State.Reconciliation.Retry, answer),
                    Refused = turn.State.Reconciliation.Refused.With(answer),
                };
                break;
            default:
                throw ClosedUnion.Unhandled(answer);
        }
    }

    private static void See(Turn turn, OpenAttempt look, ExchangeAnswer.OpenOrdersRead read)
    {
        var seen = OpenOrdersSeen.In(turn, look, read);
        LateOrders.AfterIdleLook(turn, look.DispatchedAt);
        Housekeeping.AfterLook(turn, look.DispatchedAt);
        var looks = turn.State.Reconciliation;
        if (looks.Since is null || look.Id <= looks.FirstAfter || look.Id < looks.LookedBy)
            return;
        var isDisturbed = seen.IsAnythingOurs;
        looks = looks with
        {
            LookedAt = look.DispatchedAt,
            LookedBy = look.Id,
            DisturbedAt = isDisturbed ? look.DispatchedAt : looks.DisturbedAt,
            HasStrangers = seen.HasStrangers,
            Suspects = seen.Suspects,
            Others = seen.Others,
            Strangers = seen.Strangers,
            Looks = looks.Looks + 1,
            SweepAt = FurtherCancels.After(turn, looks, seen),
            Retry = Backoff.None,
            // One that left before the latest acceptance proves nothing of it, and the next may leave at once.
            PausedUntil = look.Id > looks.LatestAfter ? turn.Running + PauseAfter(looks.Looks, turn.Limits) : null,
        };
        turn.State.Reconciliation = looks;
    }

    internal static TimeSpan PauseAfter(int looks, GuardianLimits limits)
    {
        var pause = limits.VerifyPause * Math.Pow(2, Math.Min(looks, 20));
        return pause < limits.RetryLongest ? pause : limits.RetryLongest;
    }

    /// <summary>What is to be asked next, and when by the passing of time alone; null: nothing, or something is out.</summary>
    private static Step? NextStep(GuardianState state, Moment now)
    {
        var isAwaited = IsAwaited(state);
        if ((!isAwaited && state.Ledger.MustGo.IsEmpty && state.StrategyStops.IsEmpty) || IsBusy(state, isAwaited))
            return null;
        var looks = state.Reconciliation;
        var room = Later(AfterSweep(state), state.ReconcilerHeldUntil);
        var mayLook = isAwaited && looks.Refusal is null;
        var lookAt = Later(looks.Retry.NotBefore ?? TimeSpan.MinValue, room);
        if (mayLook && !(looks.LookedBy > looks.LatestAfter))
            return new Step(lookAt, new ExchangeRequest.ReadOpenOrders());
        room = Later(room, state.Budget.SpareAt);
        var look = mayLook
            ? new Step(Later(Later(lookAt, WhenWorthIt(state)), room), new ExchangeRequest.ReadOpenOrders())
            : null;
        var single = RemainingOrders.Next(state, isAwaited) is var (order, from)
            ? new Step(Later(from, room), RemainingOrders.Asked(state, order))
            : null;
        var history =
            isAwaited && OrderHistory.IsWanted(state)
                ? new Step(Later(looks.HistoryFrom, room), OrderHistory.Asked(state, now))
                : null;
        var named =
            state.InDoubt.Length <= state.Limits.MaxOrdersAsked
            && OrdersInDoubt.Next(state, isAwaited) is var (question, askFrom)
                ? new Step(Later(askFrom, room), question)
                : null;
        return Soonest(Soonest(Soonest(history, named), single), look);
    }

    private static Step? Soonest(Step? one, Step? other) => other is null || one?.At <= other.At ? one ?? other : other;

    /// <summary>
    /// When a session-wide cancel that is out need not be waited for: one that left after an acceptance would be refused if
    /// a higher nonce overtook it.
    /// </summary>
    private static TimeSpan AfterSweep(GuardianState state)
    {
        var after = TimeSpan.MinValue;
        foreach (var open in state.Open)
            if (open.Asks<ExchangeRequest.CancelSessionOrders>() && open.DispatchedAt >= state.Reconciliation.Since)
                after = Later(after, open.DispatchedAt + state.Limits.HedgeAfter);
        return after;
    }

    /// <summary>Where only the passing of time is waited for, the last look begins when it proves the most.</summary>
    private static TimeSpan WhenWorthIt(GuardianState state)
    {
        var at = state.Reconciliation.PausedUntil ?? TimeSpan.MinValue;
        if (!state.Reconciliation.IsQuiet || !state.Ledger.Open.IsEmpty)
            return at;
        foreach (var pending in state.Cancels)
            if (
                pending.AcceptedAt is { } accepted
                && QuietUntil(state, accepted, at) is var proven
                && proven > state.Reconciliation.LookedAt
                && proven < at
            )
                return proven;
        return at;
    }

    private static TimeSpan QuietUntil(GuardianState state, TimeSpan accepted, TimeSpan now) =>
        Later(accepted, state.Reconciliation.DisturbedAt ?? TimeSpan.MinValue) + state.ListLag.Quiet(state.Limits, now);

    /// <summary>Whether an order may be open that nobody has named to us.</summary>
    private static bool MayHoldUnnamed(GuardianState state, CancelListing listing, TimeSpan now) =>
        !OrdersInDoubt.AreNone(state) || listing == CancelListing.Incomplete || OrderLane.MayLand(state, now);

    private static bool IsAwaited(GuardianState state) =>
        state.Limits.Verification != VerificationMode.None
        && state.Cancels.Exists(pending => pending.AcceptedAt is not null);

    /// <summary>A look of another purpose that left before any of the cancels was accepted need not be waited for.</summary>
    internal static bool IsBusy(GuardianState state, bool isAwaited) =>
        state.Open.Exists(open =>
            open.Asks<ExchangeRequest.CancelOrder>()
            || open.Asks<ExchangeRequest.ReadOrderStatus>()
            || open.Asks<ExchangeRequest.ReadOrderHistory>()
            || open.Asks<ExchangeRequest.ReadOrdersByName>()
            || (
                open.Asks<ExchangeRequest.ReadOpenOrders>()
                && !(isAwaited && open.Id <= state.Reconciliation.FirstAfter)
            )
        );

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed record Step(TimeSpan At, ExchangeRequest Request);
}
