namespace RiskEngine.Core.Tests;

/// <summary>What holds of every decision of one guardian, whatever the story.</summary>
internal sealed class GuardianInvariants
{
    private AttemptId _lastAttempt;
    private Nonce? _lastNonce;
    private double _spent;
    private TimeSpan _spentAt;
    private TimeSpan _now;
    private readonly HashSet<CommandId> _leased = [];

    /// <summary>Off where a story puts a time-based key's clock right by more than the exchange's window.</summary>
    internal bool NoncesMustRise { get; set; } = true;

    internal void Check(GuardianDecision decision, Moment now)
    {
        if (decision.WakeAt is { } alarm)
            alarm.ShouldBeGreaterThan(now.Running, "An alarm lies in the future, or the guardian spins.");
        _now = now.Running;
        CheckLeases(decision);
        CheckRequests(decision, now.Running);
        CheckBounds(decision.State);
        decision
            .Effects.SkipWhile(effect => effect is not GuardianEffect.Escalate)
            .Any(effect => effect is not GuardianEffect.Escalate)
            .ShouldBeFalse("Escalation comes after every answer.");
    }

    private void CheckRequests(GuardianDecision decision, TimeSpan now)
    {
        foreach (var send in decision.Effects.OfType<GuardianEffect.Send>())
        {
            send.Request.Attempt.ShouldBeGreaterThan(_lastAttempt, "Attempt numbers only rise.");
            if (NoncesMustRise && _lastNonce is { } last)
                send.Request.Nonce.ShouldBeGreaterThan(last, "I3: nonces only rise.");
            if (send.Request.Request is ExchangeRequest.SendPrivate)
                decision.State.State.ShouldBe(SessionState.Active, "I4: nothing after the stop.");
            (_lastAttempt, _lastNonce) = (send.Request.Attempt, send.Request.Nonce);
            CheckRate(send.Request.Request is ExchangeRequest.SendPrivate, decision.State.Limits.Rate, now);
        }
    }

    private void CheckLeases(GuardianDecision decision)
    {
        foreach (var answer in decision.Effects.OfType<GuardianEffect.AnswerLease>())
        {
            if (answer.Outcome is not NonceLeased leased || !_leased.Add(leased.Command))
                continue;
            decision.State.State.ShouldBe(SessionState.Active, "I4: no nonce after the stop.");
            if (NoncesMustRise && _lastNonce is { } last)
                leased.Nonce.ShouldBeGreaterThan(last, "I3: nonces only rise.");
            _lastNonce = leased.Nonce;
            Spend(decision.State.Limits.Rate, _now);
        }
    }

    /// <summary>I6: orders leave the cancels' share untouched, whatever cancels have taken before.</summary>
    private void CheckRate(bool isOrder, RateLimits rate, TimeSpan now)
    {
        Spend(rate, now);
        if (isOrder && _spent > rate.Burst - rate.Reserve + 0.001)
            throw new ShouldAssertException($"An order took the cancels' share: {_spent} of {rate.Burst} spent.");
    }

    private void Spend(RateLimits rate, TimeSpan now)
    {
        _spent = Math.Max(0, _spent - (now - _spentAt).TotalSeconds * rate.PerSecond) + 1;
        _spent = Math.Min(_spent, 2 * rate.Burst);
        _spentAt = now;
    }

    private static void CheckBounds(GuardianState state)
    {
        var limits = state.Limits;
        AtMost(4, Out<ExchangeRequest.CancelSessionOrders>(state), "session cancels out at once");
        AtMost(1, Out<ExchangeRequest.SendPrivate>(state), "private requests out at once");
        AtMost(2, Out<ExchangeRequest.ReadOpenOrders>(state), "looks out at once: one for proof, one for the house");
        AtMost(1, Out<ExchangeRequest.CancelOrder>(state), "single cancels out at once");
        AtMost(1, Out<ExchangeRequest.ReadOrderStatus>(state), "questions about one order out at once");
        AtMost(1, Out<ExchangeRequest.ReadOrdersByName>(state), "questions about a name out at once");
        AtMost(limits.MaxGivenUp, state.InDoubt.Length, "orders in doubt");
        AtMost(
            limits.MaxPendingCancels + limits.MaxPendingCancels / 8 + limits.MaxEngineCancels,
            state.Cancels.Length,
            "pending cancels"
        );
        AtMost(limits.MaxEngineCancels, state.StrategyStops.Length, "strategies being stopped");
        AtMost(limits.MaxQueuedRequests, state.Queue.Length, "queued requests");
        AtMost(limits.MaxOwnOrders, state.Ledger.Open.Count, "own orders");
        AtMost(limits.MaxOwnOrders, state.Ledger.Closed.Count, "closed orders");
        AtMost(limits.MaxGivenUp, state.GivenUpRequests.Length, "private requests given up");
        AtMost(limits.MaxStrategies, state.Strategies.Count, "strategies watched");
        AtMost(1, Out<ExchangeRequest.CancelAccountOrders>(state), "account cancels out at once");
        AtMost(limits.MaxQueuedRequests, state.LastServed.Count, "strategies served");
        AtMost(1, Out<ExchangeRequest.SendHeartbeat>(state), "heartbeats out at once");
        AtMost(1, Out<ExchangeRequest.ReadRoles>(state), "preflights out at once");
        AtMost(1, Out<ExchangeRequest.ReadAccount>(state), "questions for the account out at once");
        AtMost(limits.MaxGivenUp, state.GivenUp.Length, "requests given up");
        AtMost(
            limits.MaxAttemptsTold,
            state.Records.Count(record => record.Result != AttemptResult.Accepted),
            "requests told"
        );
        AtMost(limits.RememberedAnswers, state.AnsweredCancels.Count, "remembered cancels");
        AtMost(limits.RememberedAnswers, state.AnsweredRequests.Count, "remembered requests");
        AtMost(state.Cancels.IsEmpty ? 0 : int.MaxValue, state.Records.Length, "records that nobody rests on");
    }

    /// <summary>I11, without an assertion's cost: it runs for every decision of every simulated day.</summary>
    private static void AtMost(int limit, int count, string what)
    {
        if (count > limit)
            throw new ShouldAssertException($"I11: {count} {what}, but at most {limit}.");
    }

    private static int Out<T>(GuardianState state)
        where T : ExchangeRequest => state.Open.Count(open => open.Asks<T>());
}
