using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class LostAnswerSpec
{
    [Fact]
    public void Orders_must_be_named_as_gone_when_the_answer_that_named_them_was_lost()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        OwnOrdersSpec.Open(guardian, "o1", 5);
        OwnOrdersSpec.Open(guardian, "o2", 6);
        var canceled = CancelsWithLostAnswer(guardian, Says.Unknown(), Says.Accepted(6));

        canceled.Canceled.ShouldBe(Ids(6));
        canceled.Gone.ShouldBe(Ids(5));
        canceled.Listing.ShouldBe(CancelListing.Incomplete);
    }

    [Fact]
    public void Nothing_must_be_named_as_gone_when_the_earlier_request_was_not_executed()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        OwnOrdersSpec.Open(guardian, "o1", 5);
        var canceled = CancelsWithLostAnswer(guardian, Says.NotSent(), Says.Accepted());

        canceled.Gone.ShouldBeEmpty();
        canceled.Listing.ShouldBe(CancelListing.Complete);
    }

    [Fact]
    public void Answer_must_tell_of_few_requests_when_very_many_failed()
    {
        var guardian = new GuardianScript(Limits with { MaxAttemptsTold = 8 });
        var cancel = guardian.ReceivesCancel("c1", Sec(60));
        guardian.PassesWhileAllAreAnswered(Says.Unknown(), Sec(60));

        var unconfirmed = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        guardian.State.LastAttempt.Value.ShouldBeGreaterThan(50);
        unconfirmed.Effort.Attempts.Count.ShouldBe(8);
        unconfirmed.Effort.Attempts[^1].Id.ShouldBe(guardian.State.LastAttempt);
        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.ConnectionLost);
    }

    private static SessionCanceled CancelsWithLostAnswer(
        GuardianScript guardian,
        ExchangeAnswer first,
        ExchangeAnswer second
    )
    {
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), first);
        guardian.Answers(guardian.MustHaveSentCancel(), second);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        return guardian.MustAnswer<SessionCanceled>(cancel);
    }
}
