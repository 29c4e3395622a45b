using RiskEngine.Simulation.Desk;

namespace RiskEngine.Simulation.Invariants;

/// <summary>What reached the exchange, by its own log, held against what was asked and told.</summary>
internal static class WireChecks
{
    internal const string CancelPath = "/v1/order/cancel/session";
    private const string OrderPath = "/v1/order/new";
    private const int TooManyRequests = 429;

    private const int NoncesInAdvance = 20;

    /// <summary>The longest that "too many requests" may hold a new cancel: half the default deadline.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>I3: per key each nonce is above every one that arrived before, and above every one that was leased before.</summary>
    internal static void NoncesOnlyRise(Day day, Seen seen)
    {
        foreach (
            var session in day.Exchange.Requests.Where(request => request.Nonce is not null).GroupBy(x => x.Session)
        )
        {
            var leased = day
                .Journal.LeaseAnswers.Where(lease => lease.Outcome.Session.Alias.Value == session.Key)
                .Select(lease => (lease.At, (lease.Outcome as NonceLeased)?.Nonce.Value))
                .Where(lease => lease.Value is not null)
                .ToList();
            decimal highest = 0;
            foreach (var request in session)
            {
                request.Nonce!.Value.ShouldBeGreaterThan(highest);
                highest = request.Nonce.Value;
                foreach (var (at, nonce) in leased)
                    if (at < request.ArrivedAt)
                        highest.ShouldBeGreaterThan((decimal)nonce!.Value);
                seen.Case("I3 nonce");
            }

            leased.Select(lease => lease.Value).ShouldBeUnique();
            if (leased.Count > 0)
                seen.Case("I3 lease");
        }
    }

    /// <summary>I4: from the answer to the engagement until the reset is asked for, no order arrives and no nonce is leased.</summary>
    internal static void NothingAfterTheStop(Day day, Seen seen)
    {
        var (engagedAt, resetAt) = (day.Halt.EngagedAt.ShouldNotBeNull(), day.Halt.ResetAskedAt.ShouldNotBeNull());
        day.Exchange.Requests.Where(request => request.Path == OrderPath)
            .ShouldNotContain(request => request.ArrivedAt > engagedAt && request.ArrivedAt < resetAt);
        day.Journal.LeaseAnswers.Where(lease => lease.Outcome is NonceLeased)
            .ShouldNotContain(lease => lease.At > engagedAt && lease.At < resetAt);
        if (day.Journal.Questions.Values.Any(asked => asked.At > engagedAt && asked.At < resetAt))
            seen.Case("I4 asked while halted");
    }

    /// <summary>
    /// I6: a cancel reaches the exchange in the instant in which it is asked for, unless another one is out, which it may
    /// share or follow, or the exchange has asked for quiet. Orders, looks, the store and the rate hold up nothing.
    /// </summary>
    internal static void ACancelPasses(Day day, Seen seen)
    {
        // A sender with a defect may lose a request before it has left; then the next one is a retry.
        if (day.HasDefects)
            return;
        foreach (var asked in day.Journal.Questions.Values.Where(asked => asked.Deed.Kind == DeedKind.Cancel))
        {
            var session = day.Exchange.Requests.Where(request => request.Session == asked.Session.Alias.Value).ToList();
            if (
                WasOut(day, asked)
                || WasDenied(day, asked)
                || session.Exists(WantedQuiet)
                || HasNoNonce(session, asked)
            )
                continue;
            session.ShouldContain(
                request => request.Path == CancelPath && request.ArrivedAt == asked.At,
                $"{asked.Deed.Command} of {asked.Session}"
            );
            seen.Case("I6 passed");
            if (session.Exists(request => request.Path == OrderPath && IsOut(day, request, asked.At)))
                seen.Case("I6 passed an order");

            bool WantedQuiet(Simulator.Log.RequestRecord request) =>
                request.Status == TooManyRequests
                && request.ArrivedAt <= asked.At
                && request.ArrivedAt + LongestPause + LongestPause > asked.At;
        }
    }

    /// <summary>I9: one guardian sends with a key: whatever arrives was sent once, by this node, in its one sequence of attempts.</summary>
    internal static void OneGuardian(Day day, Seen seen)
    {
        day.Escalations.ShouldNotContain(
            escalated => escalated.Cause == EscalationCause.KeyShared,
            "nobody else sends"
        );
        var sent = day.Audit.Entries.OfType<AuditEntry.Dispatched>().ToList();
        foreach (var session in sent.GroupBy(row => row.Session))
        {
            var attempts = session.Select(row => row.Request.Attempt.Value).ToList();
            attempts.ShouldBe(attempts.Order().Distinct());
            var nonces = session.ToDictionary(row => (decimal)row.Request.Nonce.Value, row => row.Node);
            foreach (
                var request in day.Exchange.Requests.Where(request =>
                    request.Session == session.Key.Alias.Value && request.Nonce is not null
                )
            )
            {
                nonces.ShouldContainKey(request.Nonce!.Value);
                seen.Case("I9 request");
            }
        }
    }

    /// <summary>A time-based key has one nonce a second, and so many in advance.</summary>
    private static bool HasNoNonce(List<Simulator.Log.RequestRecord> session, Journal.Question asked) =>
        asked.Session.Alias.Value == Day.TimeBased
        && session.Where(request => request.ArrivedAt <= asked.At).Max(request => request.Nonce) is { } highest
        && (long)highest - asked.At.ToUnixTimeSeconds() >= NoncesInAdvance;

    private static bool WasDenied(Day day, Journal.Question asked) =>
        day.Journal.Answers.Single(answer => answer.Outcome.Command == asked.Deed.Command).Outcome
            is SessionCancelDenied { Reason: SessionCancelDeniedReason.TooManyPending };

    /// <summary>Whether a cancel of the session was out already when this one was asked for.</summary>
    private static bool WasOut(Day day, Journal.Question asked) =>
        Outs(day)
            .Any(@out =>
                @out.Request.Session == asked.Session
                && @out.Request.Request.Request is ExchangeRequest.CancelSessionOrders
                && @out.Request.At < asked.At
                && asked.At <= @out.AnsweredAt
            );

    private static bool IsOut(Day day, Simulator.Log.RequestRecord request, DateTimeOffset at) =>
        Outs(day)
            .Any(@out =>
                @out.Request.Session.Alias.Value == request.Session
                && (decimal)@out.Request.Request.Nonce.Value == request.Nonce
                && @out.Request.At <= at
                && at < @out.AnsweredAt
            );

    private static IEnumerable<(AuditEntry.Dispatched Request, DateTimeOffset AnsweredAt)> Outs(Day day)
    {
        var answers = day
            .Audit.Entries.OfType<AuditEntry.Answered>()
            .ToDictionary(row => (row.Session, row.Attempt), row => row.At);
        return day
            .Audit.Entries.OfType<AuditEntry.Dispatched>()
            .Select(row =>
                (row, answers.GetValueOrDefault((row.Session, row.Request.Attempt), DateTimeOffset.MaxValue))
            );
    }
}
