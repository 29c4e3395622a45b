using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

/// <summary>Whose word an answer is: only the exchange's own, with a reason that lasts, ends a cancel.</summary>
public sealed class WhoSpokeSpec
{
    [Fact]
    public void Cancel_must_be_sent_again_when_a_front_answered_it_with_a_page()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Page());
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));

        guardian.MustAnswer<SessionCanceled>(cancel).Effort.Attempts.Count.ShouldBe(2);
    }

    [Fact]
    public void Cancel_must_be_unconfirmed_as_not_answered_by_the_exchange_when_pages_never_end()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.PassesWhileAllAreAnswered(Says.Page(), Limits.DefaultDeadline - Ms(1));
        guardian.MustNotHaveAnswered();
        guardian.PassesWhileAllAreAnswered(Says.Page(), Ms(1));

        guardian
            .MustAnswer<SessionCancelUnconfirmed>(cancel)
            .Reason.ShouldBe(SessionCancelUnconfirmedReason.NotTheExchange);
    }

    [Fact]
    public void Cancel_must_wait_as_a_front_asks_when_that_limits_the_rate()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Page(new Pause(Sec(3))));
        guardian.Passes(Ms(2999));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void Cancel_must_go_on_until_its_deadline_when_the_refusal_passes()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.PassesWhileAllAreAnswered(Says.Refused(RefusedReason.MarketClosed), Limits.DefaultDeadline - Ms(1));
        guardian.MustNotHaveAnswered();
        guardian.PassesWhileAllAreAnswered(Says.Refused(RefusedReason.MarketClosed), Ms(1));

        var answer = guardian.MustAnswer<SessionCancelRejected>(cancel);
        answer.Reason.ShouldBe(SessionCancelRejectedReason.MarketClosed);
        answer.Effort.Attempts.ShouldAllBe(attempt => attempt.Result == AttemptResult.NotExecuted);
    }

    [Fact]
    public void Cancel_must_be_rejected_when_the_same_unknown_reason_is_given_twice()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.RefusedAs("Novel"));
        guardian.MustNotHaveAnswered();
        guardian.Answers(guardian.MustHaveSentCancel(), Says.RefusedAs("Novel"));

        guardian.MustAnswer<SessionCancelRejected>(cancel).Reason.ShouldBe(SessionCancelRejectedReason.Other);
    }

    [Fact]
    public void Cancel_must_go_on_when_two_unknown_reasons_differ()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.RefusedAs("Novel"));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.RefusedAs("NovelToo"));
        guardian.MustNotHaveAnswered();
        guardian.Passes(Limits.RetryLongest);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());

        guardian.MustAnswer<SessionCanceled>(cancel);
    }

    [Fact]
    public void Cancel_must_count_only_its_own_requests_when_an_unknown_reason_repeats()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        var earlier = guardian.MustHaveSentCancel();
        var later = guardian.ReceivesCancel("c2");
        guardian.Answers(earlier, Says.RefusedAs("Novel"));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.RefusedAs("Novel"));
        guardian.Passes(Limits.RetryLongest);

        guardian.MustHaveSentCancel();
        guardian.State.Cancels.Select(pending => pending.Command).ShouldBe([later]);
    }

    [Theory]
    [InlineData(RefusedReason.MarketClosed)]
    [InlineData(RefusedReason.Other)]
    public void Look_must_be_taken_again_when_its_refusal_is_not_final(RefusedReason reason)
    {
        var guardian = new GuardianScript(Limits with { Verification = VerificationMode.OwnOrders });
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.Refused(reason));
        guardian.MustNotHaveAnswered();
        guardian.PassesWhileAllAreAnswered(Says.OpenOrders(), Sec(5));

        guardian.MustAnswer<SessionCanceled>(cancel);
    }

    [Fact]
    public void Look_must_be_taken_again_when_a_front_answered_it_with_a_page()
    {
        var guardian = new GuardianScript(Limits with { Verification = VerificationMode.OwnOrders });
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.Page());
        guardian.PassesWhileAllAreAnswered(Says.OpenOrders(), Sec(5));

        guardian.MustAnswer<SessionCanceled>(cancel);
    }

    [Fact]
    public void Look_must_show_nobodys_absence_when_an_entry_cannot_be_read()
    {
        var guardian = new GuardianScript(Limits with { Verification = VerificationMode.OwnOrders });
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.PassesWhileAllAreAnswered(
            new ExchangeAnswer.OpenOrdersRead([]) { Unreadable = 1 },
            Limits.DefaultDeadline
        );

        guardian
            .MustAnswer<SessionCancelUnconfirmed>(cancel)
            .Reason.ShouldBe(SessionCancelUnconfirmedReason.OpenOrdersUnreadable);
    }

    [Fact]
    public void Order_must_be_unconfirmed_when_a_front_answered_it_with_a_page()
    {
        var guardian = new GuardianScript();
        var order = guardian.ReceivesOrder("o1");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Page());

        guardian.MustAnswer<PrivateRequestUnconfirmed>(order).Said.ShouldBe(Says.PageText);
    }
}
