using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class TimeBasedKeySpec
{
    [Fact]
    public void Nonce_must_be_the_epoch_second()
    {
        var guardian = new GuardianScript(mode: Seconds);
        guardian.ReceivesCancel("c1");
        guardian.MustHaveSentCancel().Nonce.ShouldBe(new Nonce(Noon.ToUnixTimeSeconds()));
    }

    [Fact]
    public void Further_cancel_must_follow_when_an_order_request_was_out_during_the_accepted_one()
    {
        var guardian = new GuardianScript(mode: Seconds);
        var order = guardian.ReceivesOrder("o1");
        var orderRequest = guardian.MustHaveSentOrder();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.MustNotHaveAnswered();
        guardian.MustHaveSentNothing();

        guardian.Answers(orderRequest, Says.Opened(2));
        guardian.MustAnswer<PrivateRequestAnswered>(order);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(2));
        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(1, 2));
        guardian.MustBeDone();
    }

    [Fact]
    public void One_cancel_must_do_when_no_order_request_is_out()
    {
        var guardian = new GuardianScript(mode: Seconds);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.MustBeDone();
    }

    [Fact]
    public void Command_must_be_unconfirmed_at_its_deadline_when_the_order_request_never_came_back()
    {
        var guardian = new GuardianScript(Limits with { AttemptTimeout = Sec(30) }, Seconds);
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.Passes(Limits.DefaultDeadline);
        var answer = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        answer.Reason.ShouldBe(SessionCancelUnconfirmedReason.OrderMayLand);
        answer.Canceled.ShouldBe(Ids(1));
    }

    [Fact]
    public void Command_must_be_unconfirmed_for_want_of_a_proof_when_one_request_was_accepted_and_another_lost()
    {
        var guardian = new GuardianScript(Limits with { AttemptTimeout = Sec(30) }, Seconds);
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Unknown(UnknownReason.ExchangeFailed));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.Passes(Limits.DefaultDeadline);

        var answer = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        answer.Reason.ShouldBe(
            SessionCancelUnconfirmedReason.OrderMayLand,
            "it was accepted, and that is what matters"
        );
        answer.Canceled.ShouldBe(Ids(1));
    }

    [Fact]
    public void Cancel_must_wait_for_the_clock_when_the_window_is_used_up_and_go_then()
    {
        var guardian = new GuardianScript(mode: Seconds, highest: new Nonce(Noon.ToUnixTimeSeconds() + 26));
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NonceTooLow());
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NonceTooLow());
        guardian.MustHaveSentNothing();
        guardian.Passes(Sec(1));
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void Cancel_must_go_at_once_when_looks_have_used_up_what_they_may()
    {
        var guardian = new GuardianScript(AccountLimits, Seconds, lead: new NonceLimits(Sec(4), Sec(0)));
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.Unknown());
        guardian.MustHaveSentNothing();

        guardian.ReceivesCancel("c2");

        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void Orders_must_be_denied_before_cancels_when_nonces_run_short()
    {
        var guardian = new GuardianScript(mode: Seconds, lead: new NonceLimits(Sec(3), Sec(1)));
        for (var i = 0; i < 2; i++)
        {
            guardian.ReceivesOrder($"o{i}");
            guardian.Answers(guardian.MustHaveSentOrder(), Says.Done());
        }

        var denied = guardian.ReceivesOrder("o2");
        guardian.MustAnswer<PrivateRequestDenied>(denied).Reason.ShouldBe(PrivateRequestDeniedReason.NonceExhausted);
        guardian.ReceivesCancel("c1");
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void Cancel_must_go_out_with_the_next_nonce_when_ours_was_25_seconds_ahead_and_was_corrected()
    {
        var guardian = new GuardianScript(mode: Seconds);
        for (var i = 0; i < 2; i++)
        {
            guardian.ReceivesCancel($"before-{i}");
            var answer = Says.Accepted() with { ServerTime = Noon.AddSeconds(-25) };
            guardian.Answers(guardian.MustHaveSentCancel(), answer);
        }

        guardian.ReceivesCancel("c1", Sec(4));

        guardian.MustHaveSentCancel().Nonce.ShouldBe(new Nonce(Noon.ToUnixTimeSeconds() + 2));
    }

    [Fact]
    public void Cancel_must_go_out_with_the_exchange_clock_when_ours_was_an_hour_ahead()
    {
        var guardian = new GuardianScript(mode: Seconds) { NoncesMustRise = false };
        var cancel = guardian.ReceivesCancel("c1");
        var wrong = guardian.MustHaveSentCancel();
        var serverTime = Noon.AddHours(-1);
        guardian.Answers(wrong, Says.NonceOutsideWindow(serverTime));
        var right = guardian.MustHaveSentCancel();
        right.Nonce.ShouldBe(new Nonce(serverTime.ToUnixTimeSeconds()));
        guardian.Answers(right, Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel);
    }

    [Fact]
    public void Cancel_must_go_out_with_the_exchange_clock_when_ours_was_an_hour_behind()
    {
        var guardian = new GuardianScript(mode: Seconds);
        guardian.ReceivesCancel("c1");
        var serverTime = Noon.AddHours(1);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.NonceOutsideWindow(serverTime));
        guardian.MustHaveSentCancel().Nonce.ShouldBe(new Nonce(serverTime.ToUnixTimeSeconds()));
    }

    [Fact]
    public void Clock_must_not_be_learned_from_an_answer_that_anybody_may_have_given()
    {
        var guardian = new GuardianScript(mode: Seconds);
        guardian.ReceivesCancel("c1");
        var page = Says.Unknown(UnknownReason.UnreadableAnswer) with { ServerTime = Noon.AddYears(1) };
        guardian.Answers(guardian.MustHaveSentCancel(), page);
        guardian.MustHaveSentCancel().Nonce.ShouldBe(new Nonce(Noon.ToUnixTimeSeconds() + 1));
    }

    [Fact]
    public void Order_must_wait_for_a_hedge_that_might_still_cancel_it()
    {
        var guardian = new GuardianScript(mode: Seconds);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Passes(Limits.HedgeAfter);
        var first = guardian.MustHaveSentCancel();
        var hedge = guardian.MustHaveSentCancel();
        guardian.Answers(first, Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel);

        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentNothing();
        guardian.Answers(hedge, Says.Accepted());
        guardian.MustHaveSentOrder();
    }
}
