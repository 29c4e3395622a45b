using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>What can honestly be said of a command (I7): an outcome claims only what its requests and looks have proven.</summary>
internal static class CancelVerdict
{
    /// <summary>The command's outcome if it is certain or its time is up; null while there is something to wait for.</summary>
    internal static SessionCancelOutcome? Of(GuardianState state, PendingCancel pending, Moment now) =>
        Undetailed(state, pending, now) is { } outcome ? OutcomeDetails.Of(state, outcome) : null;

    private static SessionCancelOutcome? Undetailed(GuardianState state, PendingCancel pending, Moment now)
    {
        var isOver = pending.DeadlineAt <= now.Running;
        if (pending.FirstAttempt is null && !isOver)
            return null;
        if (pending.AcceptedAt is not null)
            return OfAccepted(state, pending, now.Running, isOver);
        if (IsRefused(state, pending) && !Has(state, pending, AttemptResult.Open))
            return OfUnaccepted(state, pending, now, SessionCancelUnconfirmedReason.NoAnswer);
        return isOver ? OfUnaccepted(state, pending, now, SessionCancelUnconfirmedReason.NoAnswer) : null;
    }

    /// <summary>What can be said if nothing more will happen.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="pending">The command.</param>
    /// <param name="now">When, on both clocks.</param>
    /// <param name="ifOut">What it means that a request is out.</param>
    internal static SessionCancelOutcome AtTheEnd(
        GuardianState state,
        PendingCancel pending,
        Moment now,
        SessionCancelUnconfirmedReason ifOut
    ) =>
        OutcomeDetails.Of(
            state,
            pending.AcceptedAt is not null
                ? OfAccepted(state, pending, now.Running, isOver: true)!
                : OfUnaccepted(state, pending, now, ifOut)
        );

    /// <summary>Whether the exchange refused a request of the command for good.</summary>
    internal static bool IsRefused(GuardianState state, PendingCancel pending)
    {
        var before = Refusals.None;
        foreach (var record in state.Records)
        {
            if (record.Answer is not ExchangeAnswer.Refused refused || !pending.RestsOn(record.Id))
                continue;
            if (before.MakeFinal(refused))
                return true;
            before = before.With(refused);
        }

        return false;
    }

    /// <summary>When the last request of the command left that the exchange accepted, conclusive or not; null: none was.</summary>
    internal static TimeSpan? LastAcceptedDispatch(GuardianState state, PendingCancel pending) =>
        state
            .Records.FindLast(record => pending.RestsOn(record.Id) && record.Result == AttemptResult.Accepted)
            ?.DispatchedAt;

    private static SessionCancelOutcome? OfAccepted(
        GuardianState state,
        PendingCancel pending,
        TimeSpan now,
        bool isOver
    )
    {
        // Asked first, since it costs little: most turns have nothing to say yet.
        if (!isOver && !MayBeSettled(state, now))
            return null;
        var shown = new CancelEvidence(state, pending);
        if (ProofOf(state, pending, shown, now) is { } proof)
            return Canceled(state, pending, shown, proof, now);
        var isUnlooked = state.Limits.Verification == VerificationMode.None;
        if (!isOver && !isUnlooked && state.Reconciliation.Refusal is null && !Reconciler.IsStuck(state, now))
            return null;
        return shown.Open.Count > 0 || shown.Rejects.Count > 0
            ? Partial(state, pending, shown, now)
            : NotVerified(state, pending, shown, now);
    }

    private static bool MayBeSettled(GuardianState state, TimeSpan now) =>
        state.Limits.Verification == VerificationMode.None
        || state.Reconciliation.Refusal is not null
        || state.Ledger.Open.IsEmpty
        || Reconciler.IsStuck(state, now);

    /// <summary>What proves that nothing is left; null: nothing does so far.</summary>
    private static CancelProof? ProofOf(GuardianState state, PendingCancel pending, CancelEvidence shown, TimeSpan now)
    {
        if (state.Limits.Verification != VerificationMode.None)
            return Reconciler.ProofFor(state, pending, shown.Listing, now);
        return shown.Rejects.Count == 0 ? CancelProof.AcceptedByExchange : null;
    }

    private static SessionCanceled Canceled(
        GuardianState state,
        PendingCancel pending,
        CancelEvidence shown,
        CancelProof proof,
        TimeSpan now
    ) =>
        new(
            state.Session,
            pending.Command.Id,
            EffortOf(state, pending, shown, now),
            shown.Canceled,
            shown.Listing,
            proof
        )
        {
            Filled = shown.Filled,
            Gone = shown.Gone,
            Others = state.Reconciliation.Others,
            NotCovered = NotCoveredBy(state),
        };

    private static SessionCancelPartial Partial(
        GuardianState state,
        PendingCancel pending,
        CancelEvidence shown,
        TimeSpan now
    ) =>
        new(
            state.Session,
            pending.Command.Id,
            EffortOf(state, pending, shown, now),
            shown.Canceled,
            shown.Listing,
            shown.Rejects,
            shown.Open
        )
        {
            Filled = shown.Filled,
            Gone = shown.Gone,
            Unaccounted = shown.Unaccounted,
            Others = state.Reconciliation.Others,
            NotCovered = NotCoveredBy(state),
        };

    private static SessionCancelUnconfirmed NotVerified(
        GuardianState state,
        PendingCancel pending,
        CancelEvidence shown,
        TimeSpan now
    ) =>
        new(
            state.Session,
            pending.Command.Id,
            EffortOf(state, pending, shown, now),
            WhyNotVerified(state),
            state.Reconciliation.Refusal?.Said ?? state.Reconciliation.Trouble?.Said ?? ExchangeReason.None,
            shown.Canceled
        )
        {
            Filled = shown.Filled,
            Gone = shown.Gone,
            Unaccounted = shown.Unaccounted,
            Others = state.Reconciliation.Others,
            NotCovered = NotCoveredBy(state),
        };

    private static readonly ValueList<NotCovered> PositionsAlone = [NotCovered.Positions];
    private static readonly ValueList<NotCovered> AndUnlistedOrders = [NotCovered.Positions, NotCovered.UnlistedOrders];

    private static ValueList<NotCovered> NotCoveredBy(GuardianState state) =>
        state.Limits.Capabilities.ListsKnow(null) ? PositionsAlone : AndUnlistedOrders;

    private static SessionCancelUnconfirmedReason WhyNotVerified(GuardianState state) =>
        (state.Reconciliation.Refusal is null ? state.Reconciliation.Trouble?.Kind : null) switch
        {
            SessionTroubleKind.OpenOrdersTooLong => SessionCancelUnconfirmedReason.OpenOrdersTooLong,
            SessionTroubleKind.OpenOrdersUnreadable => SessionCancelUnconfirmedReason.OpenOrdersUnreadable,
            SessionTroubleKind.NotStarted or null => SessionCancelUnconfirmedReason.NotVerified,
        };

    private static SessionCancelOutcome OfUnaccepted(
        GuardianState state,
        PendingCancel pending,
        Moment now,
        SessionCancelUnconfirmedReason ifOut
    )
    {
        var (session, command) = (state.Session, pending.Command.Id);
        var shown = new CancelEvidence(state, pending);
        if (shown.Requests.IsEmpty)
            return new SessionCancelDenied(session, command, WhyNothingLeft(ifOut));
        var effort = EffortOf(state, pending, shown, now.Running);
        var mayLandUntil = Stragglers.MayLandUntil(state, now);
        // Said first: it did cancel, and only an order that may have landed after it is in doubt.
        if (shown.IsAccepted)
            return Unconfirmed(
                mayLandUntil is null
                    ? SessionCancelUnconfirmedReason.NotVerified
                    : SessionCancelUnconfirmedReason.OrderMayLand
            );
        if (shown.LastUnseen is { } mayHaveRun)
            return Unconfirmed(mayHaveRun.Answer is ExchangeAnswer.Unknown unknown ? Translate(unknown.Reason) : ifOut);
        var decisive = shown.Requests.FindLast(record => record.Result == AttemptResult.Refused) ?? shown.Requests[^1];
        return decisive.Answer switch
        {
            ExchangeAnswer.Refused refused => Rejected(Translate(refused.Reason), refused.Said),
            ExchangeAnswer.NonceRefused refused => Rejected(SessionCancelRejectedReason.Nonce, refused.Said),
            ExchangeAnswer.RateLimited limited => Rejected(SessionCancelRejectedReason.RateLimited, limited.Said),
            ExchangeAnswer.NotSent => Unconfirmed(SessionCancelUnconfirmedReason.Unreachable),
            _ => throw ClosedUnion.Unhandled(decisive.Answer),
        };

        SessionCancelRejected Rejected(SessionCancelRejectedReason reason, ExchangeReason said) =>
            new(session, command, effort, reason, said);

        SessionCancelUnconfirmed Unconfirmed(SessionCancelUnconfirmedReason reason) =>
            new(session, command, effort, reason, LastSaid(shown.Requests), shown.Canceled)
            {
                Filled = shown.Filled,
                Gone = shown.Gone,
                Unaccounted = state.Ledger.Open.Keys.Order().ToValueList(),
                OrderMayLandUntil = mayLandUntil,
                NotCovered = NotCoveredBy(state),
            };
    }

    private static SessionCancelDeniedReason WhyNothingLeft(SessionCancelUnconfirmedReason ifOut) =>
        ifOut switch
        {
            SessionCancelUnconfirmedReason.EngineStopped or SessionCancelUnconfirmedReason.SenderFailed =>
                SessionCancelDeniedReason.EngineStopping,
            SessionCancelUnconfirmedReason.NoAnswer
            or SessionCancelUnconfirmedReason.ConnectionLost
            or SessionCancelUnconfirmedReason.NotTheExchange
            or SessionCancelUnconfirmedReason.AnswerTooLong
            or SessionCancelUnconfirmedReason.ExchangeFailed
            or SessionCancelUnconfirmedReason.ExchangeUnavailable
            or SessionCancelUnconfirmedReason.UnreadableAnswer
            or SessionCancelUnconfirmedReason.Unreachable
            or SessionCancelUnconfirmedReason.NotVerified
            or SessionCancelUnconfirmedReason.OpenOrdersTooLong
            or SessionCancelUnconfirmedReason.OpenOrdersUnreadable
            or SessionCancelUnconfirmedReason.NodeSilent
            or SessionCancelUnconfirmedReason.OrderMayLand => SessionCancelDeniedReason.NoRequestInTime,
        };

    private static bool Has(GuardianState state, PendingCancel pending, AttemptResult result) =>
        state.Records.Exists(record => pending.RestsOn(record.Id) && record.Result == result);

    private static CancelEffort EffortOf(
        GuardianState state,
        PendingCancel pending,
        CancelEvidence shown,
        TimeSpan now
    ) =>
        new(
            CancelRecord
                .Told(shown.Requests, state.Limits.MaxAttemptsTold)
                .Select(record => record.ToAttempt())
                .ToValueList(),
            pending.AcceptedAt - pending.ArrivedAt,
            now - pending.ArrivedAt
        );

    private static ExchangeReason LastSaid(ImmutableArray<CancelRecord> requests) =>
        requests
            .Select(record =>
                record.Answer switch
                {
                    ExchangeAnswer.Unknown unknown => unknown.Said,
                    ExchangeAnswer.Refused refused => refused.Said,
                    ExchangeAnswer.NonceRefused refused => refused.Said,
                    ExchangeAnswer.RateLimited limited => limited.Said,
                    ExchangeAnswer.NotSent notSent => notSent.Said,
                    null or ExchangeAnswer.CancelAccepted => ExchangeReason.None,
                    _ => throw ClosedUnion.Unhandled(record.Answer),
                }
            )
            .LastOrDefault(said => said != ExchangeReason.None)
        ?? ExchangeReason.None;

    private static SessionCancelRejectedReason Translate(RefusedReason reason) =>
        reason switch
        {
            RefusedReason.Credentials => SessionCancelRejectedReason.Credentials,
            RefusedReason.MissingRole => SessionCancelRejectedReason.MissingRole,
            RefusedReason.AddressNotAllowed => SessionCancelRejectedReason.AddressNotAllowed,
            RefusedReason.Account => SessionCancelRejectedReason.Account,
            RefusedReason.Malformed => SessionCancelRejectedReason.Malformed,
            RefusedReason.EndpointNotFound => SessionCancelRejectedReason.EndpointNotFound,
            RefusedReason.TermsNotAccepted => SessionCancelRejectedReason.TermsNotAccepted,
            RefusedReason.MarketClosed => SessionCancelRejectedReason.MarketClosed,
            // Neither is about a cancel of everything, so an exchange that says so means something else by it.
            RefusedReason.OrderNotFound or RefusedReason.InsufficientFunds => SessionCancelRejectedReason.Other,
            RefusedReason.Other => SessionCancelRejectedReason.Other,
        };

    private static SessionCancelUnconfirmedReason Translate(UnknownReason reason) =>
        reason switch
        {
            UnknownReason.NoAnswer => SessionCancelUnconfirmedReason.NoAnswer,
            UnknownReason.ConnectionLost => SessionCancelUnconfirmedReason.ConnectionLost,
            UnknownReason.ExchangeFailed => SessionCancelUnconfirmedReason.ExchangeFailed,
            UnknownReason.ExchangeUnavailable => SessionCancelUnconfirmedReason.ExchangeUnavailable,
            UnknownReason.UnreadableAnswer => SessionCancelUnconfirmedReason.UnreadableAnswer,
            UnknownReason.AnswerTooLong => SessionCancelUnconfirmedReason.AnswerTooLong,
            UnknownReason.NotTheExchange => SessionCancelUnconfirmedReason.NotTheExchange,
            UnknownReason.SenderFailed => SessionCancelUnconfirmedReason.SenderFailed,
        };
}
