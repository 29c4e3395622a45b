namespace RiskEngine.Core.Tests;

/// <summary>What holds of every decision of one guardian, whatever the story.</summary>
internal sealed class GuardianInvariants
{
    private AttemptId _lastAttempt;
    private Nonce? _lastNonce;

    /// <summary>Off where a story puts a time-based key's clock right by more than the exchange's window.</summary>
    internal bool NoncesMustRise { get; set; } = true;

    internal void Check(GuardianDecision decision, Moment now)
    {
        if (decision.WakeAt is { } alarm)
            alarm.ShouldBeGreaterThan(now.Running, "An alarm lies in the future, or the guardian spins.");
        CheckRequests(decision);
        CheckBounds(decision.State);
        decision
            .Effects.SkipWhile(effect => effect is not GuardianEffect.Escalate)
            .Any(effect => effect is not GuardianEffect.Escalate)
            .ShouldBeFalse("Escalation comes after every answer.");
    }

    private void CheckRequests(GuardianDecision decision)
    {
        foreach (var send in decision.Effects.OfType<GuardianEffect.Send>())
        {
            send.Request.Attempt.ShouldBeGreaterThan(_lastAttempt, "Attempt numbers only rise.");
            if (NoncesMustRise && _lastNonce is { } last)
                send.Request.Nonce.ShouldBeGreaterThan(last, "I3: nonces only rise.");
            (_lastAttempt, _lastNonce) = (send.Request.Attempt, send.Request.Nonce);
        }
    }

    private static void CheckBounds(GuardianState state)
    {
        var limits = state.Limits;
        Out<ExchangeRequest.CancelSessionOrders>(state).ShouldBeLessThanOrEqualTo(2, "Session cancels out at once.");
        Out<ExchangeRequest.SendPrivate>(state).ShouldBeLessThanOrEqualTo(1, "Private requests out at once.");
        Out<ExchangeRequest.ReadOpenOrders>(state).ShouldBeLessThanOrEqualTo(1, "Looks out at once.");
        Out<ExchangeRequest.CancelOrder>(state).ShouldBeLessThanOrEqualTo(limits.DirectCancelsAtOnce);
        state.Cancels.Count.ShouldBeLessThanOrEqualTo(limits.MaxPendingCancels);
        state.Queue.Count.ShouldBeLessThanOrEqualTo(limits.MaxQueuedRequests);
        state.OwnOrders.Known.Count.ShouldBeLessThanOrEqualTo(limits.MaxOwnOrders);
        state.AnsweredCancels.ByCommand.Count.ShouldBeLessThanOrEqualTo(limits.RememberedAnswers);
        state.AnsweredRequests.ByCommand.Count.ShouldBeLessThanOrEqualTo(limits.RememberedAnswers);
        if (state.Cancels.IsEmpty)
            state.Records.ShouldBeEmpty("Records are kept for pending commands only.");
    }

    private static int Out<T>(GuardianState state)
        where T : ExchangeRequest => state.Open.Count(open => open.Asks<T>());
}
