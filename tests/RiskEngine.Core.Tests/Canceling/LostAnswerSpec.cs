using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class LostAnswerSpec
{
    [Fact]
    public void Orders_must_be_accounted_for_by_themselves_when_the_answer_that_named_them_was_lost()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        OrderLedgerSpec.Open(guardian, "o1", 5);
        OrderLedgerSpec.Open(guardian, "o2", 6);
        var canceled = CancelsAfter(guardian, Says.Unknown(), Says.Accepted(6));

        canceled.Canceled.ShouldBe(Ids(6, 5));
        canceled.Gone.ShouldBeEmpty();
        canceled.Listing.ShouldBe(CancelListing.Incomplete);
    }

    [Fact]
    public void Listing_must_be_complete_when_the_earlier_request_was_not_executed()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        OrderLedgerSpec.Open(guardian, "o1", 5);
        var canceled = CancelsAfter(guardian, Says.NotSent(), Says.Accepted(5));

        canceled.Canceled.ShouldBe(Ids(5));
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

    private static SessionCanceled CancelsAfter(GuardianScript guardian, ExchangeAnswer first, ExchangeAnswer second)
    {
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), first);
        guardian.Answers(guardian.MustHaveSentCancel(), second);
        while (!guardian.State.Cancels.IsEmpty)
            if (guardian.TakeSingleCancel() is { Request: ExchangeRequest.CancelOrder single } request)
                guardian.Answers(request, Says.Gone(single.Order));
            else
                ReconciliationSpec.LooksWhenever(guardian, Says.OpenOrders());
        return guardian.MustAnswer<SessionCanceled>(cancel);
    }
}
