using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class NonceRefusalSpec
{
    [Fact]
    public void Request_must_be_repeated_at_once_a_second_higher_when_its_nonce_was_refused()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        var first = guardian.MustHaveSentCancel();
        guardian.Answers(first, Says.NonceTooLow());

        var second = guardian.MustHaveSentCancel();
        second.Nonce.Value.ShouldBeGreaterThan(first.Nonce.Value + 1000);
        guardian.Answers(second, Says.Accepted());
        guardian
            .MustAnswer<SessionCanceled>(cancel)
            .Listing.ShouldBe(CancelListing.Complete, "A refused nonce proves that nothing ran.");
    }

    [Fact]
    public void Key_that_has_seen_a_nonce_an_hour_ahead_must_be_reached_without_a_wait_in_eight_requests()
    {
        var guardian = new GuardianScript();
        var seen = new Nonce(Noon.AddHours(1).ToUnixTimeMilliseconds());
        var cancel = guardian.ReceivesCancel("c1");
        var requests = 0;
        for (var request = Next(); request.Nonce <= seen; request = Next())
            guardian.Answers(request, Says.NonceTooLow());

        requests.ShouldBe(8);
        guardian.MustNotHaveAnswered();

        OutboundRequest Next()
        {
            requests++;
            return guardian.MustHaveSentCancel();
        }
    }

    [Fact]
    public void Further_refusals_must_wait_when_resynchronizing_does_not_help()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        for (var i = 0; i < 9; i++)
            guardian.Answers(guardian.MustHaveSentCancel(), Says.NonceTooLow());
        guardian.MustHaveSentNothing();
        guardian.Passes(Sec(1));
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void Command_must_be_rejected_at_its_deadline_when_every_nonce_was_refused()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.PassesWhileAllAreAnswered(Says.NonceTooLow(), Limits.DefaultDeadline);

        var answer = guardian.MustAnswer<SessionCancelRejected>(cancel);
        answer.Reason.ShouldBe(SessionCancelRejectedReason.Nonce);
        answer.Said.Code.ShouldBe("InvalidNonce");
        answer.Effort.Elapsed.ShouldBe(Limits.DefaultDeadline);
        guardian.MustHaveEscalated(EscalationCause.CancelRejected);
    }

    [Fact]
    public void Nonces_must_not_jump_when_an_order_was_overtaken_by_our_own_cancel()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesOrder("o1");
        var order = guardian.MustHaveSentOrder();
        guardian.ReceivesCancel("c1");
        var cancel = guardian.MustHaveSentCancel();
        guardian.Answers(order, Says.NonceTooLow());
        guardian.Answers(cancel, Says.Accepted());
        guardian.Status.LastNonce.ShouldBe(cancel.Nonce);
    }

    [Fact]
    public void Nonces_must_not_jump_when_an_accepted_one_of_ours_was_higher()
    {
        var guardian = new GuardianScript(AccountLimits);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        var first = guardian.MustHaveLooked();
        guardian.ReceivesCancel("c2");
        var second = guardian.MustHaveSentCancel();
        guardian.Answers(second, Says.Accepted());
        guardian.Answers(first, Says.NonceTooLow());
        guardian.MustHaveLooked().Nonce.Value.ShouldBe(second.Nonce.Value + 1);
    }

    [Fact]
    public void Nonces_must_jump_once_when_two_requests_out_at_once_are_refused()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Passes(Limits.HedgeAfter);
        var first = guardian.MustHaveSentCancel();
        var second = guardian.MustHaveSentCancel();
        guardian.Answers(first, Says.NonceTooLow());
        guardian.Answers(second, Says.NonceTooLow());
        guardian.Status.NonceLead.ShouldBeLessThan(Sec(1.1));
    }
}
