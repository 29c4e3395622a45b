using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class EndingSpec
{
    [Theory]
    [InlineData(true, SessionCancelUnconfirmedReason.SenderFailed)]
    [InlineData(false, SessionCancelUnconfirmedReason.EngineStopped)]
    public void Everyone_must_be_answered_exactly_once_with_what_is_known(
        bool senderIsLost,
        SessionCancelUnconfirmedReason reason
    )
    {
        var guardian = new GuardianScript(Limits with { DrainQueue = false });
        var orderOut = guardian.ReceivesOrder("out");
        guardian.MustHaveSentOrder();
        var orderWaiting = guardian.ReceivesOrder("waiting");
        var cancelOut = guardian.ReceivesCancel("c1");
        guardian.MustHaveSentCancel();
        var cancelWaiting = guardian.ReceivesCancel("c2");

        End(guardian, senderIsLost);

        guardian.MustAnswer<SessionCancelUnconfirmed>(cancelOut).Reason.ShouldBe(reason);
        guardian
            .MustAnswer<SessionCancelDenied>(cancelWaiting)
            .Reason.ShouldBe(SessionCancelDeniedReason.EngineStopping);
        guardian.MustAnswer<PrivateRequestUnconfirmed>(orderOut);
        guardian
            .MustAnswer<PrivateRequestDenied>(orderWaiting)
            .Reason.ShouldBe(PrivateRequestDeniedReason.EngineStopping);
        guardian.MustHaveEscalated(EscalationCause.CancelUnconfirmed);
        if (senderIsLost)
            guardian.MustHaveEscalated(EscalationCause.SenderKeepsFailing);
        guardian.MustBeDone();
        guardian.WakeAt.ShouldBeNull();
        guardian.Status.ShouldSatisfyAllConditions(
            status => status.PendingCancels.ShouldBe(0),
            status => status.QueuedRequests.ShouldBe(0),
            status => status.OpenAttempts.ShouldBe(0)
        );
    }

    [Fact]
    public void Escalations_must_come_after_all_answers_when_the_sender_is_lost()
    {
        var guardian = new GuardianScript();
        foreach (var id in new[] { "c1", "c2", "c3" })
            guardian.ReceivesCancel(id);
        guardian.LosesSender();
        guardian
            .Latest.Select(effect => effect.GetType())
            .ShouldBe([
                typeof(GuardianEffect.AnswerCancel),
                typeof(GuardianEffect.AnswerCancel),
                typeof(GuardianEffect.AnswerCancel),
                typeof(GuardianEffect.Escalate),
                typeof(GuardianEffect.Escalate),
            ]);
    }

    [Fact]
    public void Accepted_but_unproven_command_must_end_unconfirmed()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.Stops();
        var answer = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        answer.Reason.ShouldBe(SessionCancelUnconfirmedReason.NotVerified);
        answer.Canceled.ShouldBe(Ids(1));
    }

    [Fact]
    public void Command_whose_requests_were_all_refused_must_end_rejected()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.TooMany(Sec(3)));
        guardian.Stops();
        guardian.MustAnswer<SessionCancelRejected>(cancel).Reason.ShouldBe(SessionCancelRejectedReason.RateLimited);
    }

    [Fact]
    public void Nothing_must_be_said_when_nobody_waits()
    {
        var guardian = new GuardianScript();
        guardian.Stops();
        guardian.MustBeDone();
    }

    [Fact]
    public void Restarted_guardian_must_keep_nonces_numbers_and_clock()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        var request = guardian.MustHaveSentCancel();
        guardian.LosesSender();
        guardian.State.AfterRestart().State.ShouldBe(SessionState.Halted);
        guardian.ComesUpAgain();

        guardian.ReceivesCancel("c2");
        var next = guardian.MustHaveSentCancel();
        next.Nonce.ShouldBeGreaterThan(request.Nonce);
        next.Attempt.ShouldBe(new AttemptId(request.Attempt.Value + 1));
    }

    private static void End(GuardianScript guardian, bool senderIsLost)
    {
        if (senderIsLost)
            guardian.LosesSender();
        else
            guardian.Stops();
    }
}
