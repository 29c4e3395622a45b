namespace RiskEngine.Core.Tests.Simulation;

/// <summary>Keeps who asked what and when, and holds the guardian's answers against what the exchange really did.</summary>
internal sealed class PromiseBook(WorldPlan plan, ModelExchange exchange)
{
    private readonly Dictionary<CommandId, Asked> _cancels = [];
    private readonly Dictionary<CommandId, SessionCancelOutcome> _answered = [];
    private readonly HashSet<CommandId> _requests = [];
    private readonly Dictionary<AttemptId, TimeSpan> _cancelRequests = [];
    private readonly Dictionary<CommandId, AttemptId> _privateRequests = [];
    private readonly HashSet<AttemptId> _provenNotExecuted = [];

    private readonly HashSet<OrderId> _acknowledged = [];

    private TimeSpan? _canceledAt;

    internal Dictionary<string, int> Tally { get; } = [];

    internal void CancelAsked(CancelSession command, AttemptId lastAttempt, TimeSpan now) =>
        _cancels.TryAdd(
            command.Id,
            new Asked(now, now + (command.Deadline ?? plan.Limits.DefaultDeadline), lastAttempt)
        );

    /// <summary>The guardian was told that an order is live, however late.</summary>
    internal void Acknowledged(ExchangeAnswer answer)
    {
        if (answer is ExchangeAnswer.PrivateAccepted accepted)
            _acknowledged.UnionWith(accepted.Placed.Select(order => order.Id));
    }

    /// <summary>I7: what was proven flat stays flat, however late an order arrives that had left before.</summary>
    internal void OrderLanded(TimeSpan leftAt, TimeSpan now) =>
        (leftAt < _canceledAt && _canceledAt < now).ShouldBeFalse(
            $"I7: an order that left at {leftAt} landed at {now}, after Canceled at {_canceledAt}."
        );

    internal void RequestAsked(SubmitPrivateRequest command) => _requests.Add(command.Id);

    internal void Sent(OutboundRequest request, GuardianState state, TimeSpan now)
    {
        if (request.Request is ExchangeRequest.CancelSessionOrders)
            _cancelRequests.Add(request.Attempt, now);
        if (request.Request is ExchangeRequest.SendPrivate)
            _privateRequests
                .TryAdd(state.Open.Find(open => open.Id == request.Attempt)!.For!.Id, request.Attempt)
                .ShouldBeTrue("A private request is sent at most once.");
    }

    /// <summary>I1: nobody waits beyond the deadline.</summary>
    internal void NobodyWaitsTooLong(TimeSpan now)
    {
        foreach (var (id, asked) in _cancels)
            if (asked.DeadlineAt <= now)
                throw new ShouldAssertException($"I1: {id} is overdue.");
    }

    internal void NobodyWaits()
    {
        _cancels.Keys.ShouldBeEmpty("I1: every cancel is answered.");
        _requests.ShouldBeEmpty("I1: every private request is answered.");
        foreach (var attempt in _provenNotExecuted)
            exchange.HasExecuted(attempt).ShouldBeFalse($"I7: {attempt} was said not to be executed.");
        if (plan.Limits.Verification != VerificationMode.Account)
            exchange.HasStrangersOrder.ShouldBeTrue("Another's order is never canceled.");
    }

    internal void CancelAnswered(SessionCancelOutcome outcome, TimeSpan now)
    {
        Count(outcome is SessionCanceled flat ? $"{flat.Proof}" : outcome.GetType().Name);
        if (!_cancels.Remove(outcome.Command, out var asked))
            throw new ShouldAssertException($"I1: {outcome.Command} was answered without being asked: {outcome}");
        now.ShouldBeLessThanOrEqualTo(asked.DeadlineAt, "I1: in time");
        if (_answered.TryGetValue(outcome.Command, out var before) && before == outcome)
            return;
        _answered[outcome.Command] = outcome;
        foreach (var attempt in outcome.Effort.Attempts)
        {
            attempt.Id.ShouldBeGreaterThan(asked.LastAttempt, "I2: only requests dispatched after the arrival count.");
            CheckResult(attempt);
        }

        switch (outcome)
        {
            case SessionCanceled canceled:
                CheckCanceled(canceled, asked, now);
                break;
            case SessionCancelPartial partial:
                partial.Open.Intersect(partial.Canceled).ShouldBeEmpty("I7: an order is open or canceled.");
                (partial.Rejects.Count + partial.Open.Count).ShouldBePositive("I7: partial names what is left.");
                AcceptedAttempts(partial).ShouldNotBeEmpty();
                break;
            case SessionCancelRejected rejected:
                rejected.Effort.Attempts.ShouldNotBeEmpty();
                foreach (var attempt in rejected.Effort.Attempts)
                    _provenNotExecuted.Add(attempt.Id);
                break;
            case SessionCancelDenied:
                _cancelRequests.Keys.ShouldAllBe(attempt => attempt <= asked.LastAttempt, "Denied: nothing left.");
                break;
        }
    }

    internal void RequestAnswered(PrivateRequestOutcome outcome)
    {
        Count(outcome.GetType().Name);
        _requests.Remove(outcome.Command).ShouldBeTrue($"I1: {outcome.Command} was answered without being asked.");
        var isSent = _privateRequests.TryGetValue(outcome.Command, out var attempt);
        switch (outcome)
        {
            case PrivateRequestAnswered:
                exchange.HasExecuted(attempt).ShouldBeTrue("I7: an answered request was executed.");
                break;
            case PrivateRequestUnconfirmed:
                isSent.ShouldBeTrue("I7: an unconfirmed request was sent.");
                break;
            case PrivateRequestRejected or PrivateRequestDenied when isSent:
                _provenNotExecuted.Add(attempt);
                break;
        }
    }

    private void Count(string answer) => Tally[answer] = Tally.GetValueOrDefault(answer) + 1;

    private void CheckResult(CancelAttempt attempt)
    {
        if (attempt.Result == AttemptResult.Accepted)
            exchange.HasExecuted(attempt.Id).ShouldBeTrue("I7: an accepted request was executed.");
        if (attempt.Result is AttemptResult.NotExecuted or AttemptResult.NotSent or AttemptResult.Refused)
            _provenNotExecuted.Add(attempt.Id);
    }

    private void CheckCanceled(SessionCanceled canceled, Asked asked, TimeSpan now)
    {
        _canceledAt = now;
        var accepted = AcceptedAttempts(canceled).ToArray();
        accepted.ShouldNotBeEmpty("I7: canceled rests on an acceptance.");
        accepted
            .Any(attempt => exchange.ExecutedAt(attempt.Id) >= asked.At)
            .ShouldBeTrue("I2: executed after the arrival.");
        foreach (var order in canceled.Canceled.Concat(canceled.Filled).Concat(canceled.Gone))
            if (plan.Limits.Verification != VerificationMode.None)
                exchange.IsOpen(order, now).ShouldBeFalse($"I7: {order} is said to be closed, and is open.");
        if (plan.Limits.Verification != VerificationMode.None)
            _acknowledged
                .Where(order => exchange.IsOpen(order, now))
                .ShouldBeEmpty($"I7: canceled, but orders are open that were acknowledged to us ({canceled.Proof}).");
        // Of an order that nobody acknowledged, nor a cancel named, only a venue that takes all of them lets us speak.
        if (plan.Venue is null)
            exchange
                .OursPlacedBefore(now)
                .ShouldBeEmpty($"I7: canceled, but orders of ours are open ({canceled.Proof}).");
    }

    private static IEnumerable<CancelAttempt> AcceptedAttempts(SessionCancelOutcome outcome) =>
        outcome.Effort.Attempts.Where(attempt => attempt.Result == AttemptResult.Accepted);

    private sealed record Asked(TimeSpan At, TimeSpan DeadlineAt, AttemptId LastAttempt);
}
