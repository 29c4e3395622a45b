using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class OrderLaneSpec
{
    [Fact]
    public void Requests_must_leave_one_at_a_time_in_order_of_arrival_with_rising_nonces()
    {
        var guardian = new GuardianScript();
        var first = guardian.ReceivesOrder("o1");
        var second = guardian.ReceivesOrder("o2");
        var firstRequest = guardian.MustHaveSentOrder();
        firstRequest.Lane.ShouldBe(Lane.Order);
        guardian.MustHaveSentNothing();

        guardian.Answers(firstRequest, Says.Opened(1));
        guardian.MustAnswer<PrivateRequestAnswered>(first).Json.ShouldBe("""{"is_live":true}""");
        var secondRequest = guardian.MustHaveSentOrder();
        secondRequest.Nonce.ShouldBeGreaterThan(firstRequest.Nonce);
        guardian.Answers(secondRequest, Says.Done());
        guardian.MustAnswer<PrivateRequestAnswered>(second);
        guardian.MustBeDone();
    }

    [Fact]
    public void Request_must_be_denied_before_the_session_is_up()
    {
        var guardian = new GuardianScript(isUp: false);
        var order = guardian.ReceivesOrder("o1");
        guardian.MustAnswer<PrivateRequestDenied>(order).Reason.ShouldBe(PrivateRequestDeniedReason.NotActive);
        guardian.MustBeDone();
    }

    [Fact]
    public void Waiting_requests_must_be_denied_when_a_cancel_arrives()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesOrder("out");
        guardian.MustHaveSentOrder();
        var waiting = guardian.ReceivesOrder("waiting");
        guardian.ReceivesCancel("c1");
        guardian.MustAnswer<PrivateRequestDenied>(waiting).Reason.ShouldBe(PrivateRequestDeniedReason.DrainedByCancel);
        guardian.MustNotHaveAnswered();
    }

    [Fact]
    public void Waiting_requests_must_leave_after_the_cancel_when_the_queue_is_not_drained()
    {
        var guardian = new GuardianScript(Limits with { DrainQueue = false });
        guardian.ReceivesOrder("out");
        var order = guardian.MustHaveSentOrder();
        guardian.ReceivesOrder("waiting");
        guardian.ReceivesCancel("c1");
        var cancel = guardian.MustHaveSentCancel();
        guardian.Answers(order, Says.Done());
        guardian.MustHaveSentNothing();
        guardian.Answers(cancel, Says.Accepted());
        guardian.MustHaveSentOrder();
    }

    [Fact]
    public void Thousand_waiting_requests_must_not_hold_a_cancel_up()
    {
        var guardian = new GuardianScript(Limits with { MaxQueuedRequests = 1000 });
        for (var i = 0; i <= 1000; i++)
            guardian.ReceivesOrder($"o{i}");
        guardian.MustHaveSentOrder();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel);
    }

    [Fact]
    public void Unanswered_request_must_never_be_sent_again_and_end_unconfirmed()
    {
        var guardian = new GuardianScript();
        var order = guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
        guardian.Passes(Limits.AttemptTimeout);
        guardian.MustAnswer<PrivateRequestUnconfirmed>(order);
        guardian.MustBeDone();
    }

    [Fact]
    public void Outcome_must_say_what_the_answer_proves()
    {
        Outcome(Says.Refused(RefusedReason.InsufficientFunds)).ShouldBeOfType<PrivateRequestRejected>();
        Outcome(Says.TooMany()).ShouldBeOfType<PrivateRequestRejected>().Said.Code.ShouldBe("RateLimit");
        Outcome(Says.NonceTooLow()).ShouldBeOfType<PrivateRequestRejected>().Said.Code.ShouldBe("InvalidNonce");
        Outcome(Says.NotSent())
            .ShouldBeOfType<PrivateRequestDenied>()
            .Reason.ShouldBe(PrivateRequestDeniedReason.Unreachable);
        Outcome(Says.Unknown()).ShouldBeOfType<PrivateRequestUnconfirmed>();
        Outcome(Says.Accepted()).ShouldBeOfType<PrivateRequestUnconfirmed>();

        static PrivateRequestOutcome Outcome(ExchangeAnswer answer)
        {
            var guardian = new GuardianScript();
            guardian.ReceivesOrder("o1");
            guardian.Answers(guardian.MustHaveSentOrder(), answer);
            return guardian.Latest.OfType<GuardianEffect.AnswerPrivate>().Single().Outcome;
        }
    }

    [Fact]
    public void Waiting_requests_must_stay_when_the_cancel_that_arrives_is_denied()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesOrder("out");
        guardian.ReceivesOrder("waiting");
        var denied = guardian.ReceivesCancel("c1", Limits.LongestDeadline * 2);
        guardian.MustAnswer<SessionCancelDenied>(denied);
        guardian.MustNotHaveAnswered();
        guardian.Status.QueuedRequests.ShouldBe(1);
    }
}
