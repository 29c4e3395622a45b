using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class VerificationSpec
{
    [Theory]
    [InlineData(VerificationMode.OwnOrders, CancelProof.OwnOrdersQuiet)]
    [InlineData(VerificationMode.Account, CancelProof.AccountQuiet)]
    public void Session_must_be_called_flat_when_two_looks_in_a_row_were_quiet(VerificationMode mode, CancelProof proof)
    {
        var guardian = new GuardianScript(Limits with { Verification = mode });
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.MustNotHaveAnswered();

        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.MustNotHaveAnswered();
        guardian.MustHaveSentNothing();
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Proof.ShouldBe(proof);
        answer.Canceled.ShouldBe(Ids(1));
        answer.Effort.AcceptedAfter.ShouldBe(TimeSpan.Zero);
        answer.Effort.Elapsed.ShouldBe(Limits.VerifyPause);
        guardian.MustBeDone();
        guardian.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void Rejects_must_make_the_answer_partial_even_when_all_is_quiet()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.AcceptedWithRejects([], [9]));
        LookTwice(guardian, Says.OpenOrders());
        var answer = guardian.MustAnswer<SessionCancelPartial>(cancel);
        answer.Rejects.ShouldBe(Ids(9));
        answer.Open.ShouldBeEmpty();
    }

    [Fact]
    public void Orders_of_others_must_not_count_when_only_own_ones_are_looked_at()
    {
        var guardian = new GuardianScript(OwnOrdersLimits with { ClientOrderIdPrefix = "mm-" });
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        LookTwice(guardian, Says.NamedOrders((5, "hand-1"), (6, "MM-2")));
        guardian.MustAnswer<SessionCanceled>(cancel);
    }

    [Fact]
    public void Command_must_be_unconfirmed_at_its_deadline_when_no_look_comes_back()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1, 2));
        guardian.Passes(OwnOrdersLimits.DefaultDeadline);
        var answer = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        answer.Reason.ShouldBe(SessionCancelUnconfirmedReason.NotVerified);
        answer.Canceled.ShouldBe(Ids(1, 2));
    }

    [Fact]
    public void Command_must_be_unconfirmed_at_once_when_the_key_may_not_look()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.Refused(RefusedReason.MissingRole));
        var answer = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        answer.Reason.ShouldBe(SessionCancelUnconfirmedReason.NotVerified);
        answer.Said.ShouldBe(Says.Words);
        guardian.State.State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Look_must_be_repeated_at_once_and_then_later_when_it_fails()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.Unknown());
        guardian.Answers(guardian.MustHaveLooked(), Says.Unknown());
        guardian.MustHaveSentNothing();
        guardian.Passes(Limits.RetryFirst);
        guardian.MustHaveLooked();
    }

    [Fact]
    public void Look_must_wait_as_long_as_the_exchange_says()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.TooMany(Sec(2)));
        guardian.Passes(Ms(1999));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.MustHaveLooked();
    }

    [Fact]
    public void Proof_must_not_wait_for_the_order_request_that_is_out()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        LookTwice(guardian, Says.OpenOrders());
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.MustBeDone();
    }

    [Fact]
    public void Order_of_the_request_that_is_out_must_be_a_leftover_when_the_exchange_names_it_and_it_stays()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(3));
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(3));
        guardian.MustHaveCanceledDirectly(3);
    }

    [Fact]
    public void Look_begun_before_the_acceptance_of_a_later_command_must_not_count_for_it()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        var early = guardian.ReceivesCancel("early");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Passes(Limits.VerifyPause);
        var look = guardian.MustHaveLooked();
        guardian.Passes(Ms(10));
        var late = guardian.ReceivesCancel("late");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());

        guardian.Answers(look, Says.OpenOrders());
        guardian.MustAnswer<SessionCanceled>(early);
        guardian.MustNotHaveAnswered();
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.MustNotHaveAnswered();
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.MustAnswer<SessionCanceled>(late);
        guardian.MustBeDone();
    }

    private static void LookTwice(GuardianScript guardian, ExchangeAnswer open)
    {
        guardian.Answers(guardian.MustHaveLooked(), open);
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), open);
    }
}
