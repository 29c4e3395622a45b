using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class StragglerSpec
{
    /// <summary>The nonce's second, the exchange's window of 30 s, and what its clock may be off.</summary>
    private static readonly TimeSpan UntilNoneLands = Sec(33);

    [Fact]
    public void Nothing_must_be_proven_on_a_time_based_key_while_a_lost_order_may_still_land()
    {
        var guardian = LosesOrder(out var lostAt);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.MustHaveSentNothing();
        guardian.Passes(Limits.DefaultDeadline);

        var unconfirmed = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.NotVerified);
        unconfirmed.Canceled.ShouldBe(Ids(1));
        guardian.Now.Running.ShouldBeLessThan(lostAt + UntilNoneLands);
    }

    [Fact]
    public void Last_cancel_must_leave_and_prove_when_the_lost_order_can_no_longer_land()
    {
        var guardian = LosesOrder(out var lostAt);
        var cancel = guardian.ReceivesCancel("c1", Sec(60));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));

        guardian.Passes(lostAt + UntilNoneLands - guardian.Now.Running);

        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(2));
        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(1, 2));
        guardian.MustBeDone();
    }

    [Fact]
    public void Cancel_must_follow_at_once_when_the_order_is_given_up_during_the_accepted_one()
    {
        var guardian = new GuardianScript(mode: Seconds);
        var order = guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.MustHaveSentNothing();

        guardian.Passes(Limits.AttemptTimeout);

        guardian.MustAnswer<PrivateRequestUnconfirmed>(order);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(2));
        guardian.MustNotHaveAnswered();
        guardian.MustHaveSentNothing();
        guardian.Passes(Limits.DefaultDeadline);
        guardian.MustAnswer<SessionCancelUnconfirmed>(cancel).Canceled.ShouldBe(Ids(1, 2));
    }

    [Fact]
    public void Lost_order_must_not_matter_on_an_increasing_key()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesOrder("o1");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Unknown());
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.MustAnswer<SessionCanceled>(cancel);
    }

    private static GuardianScript LosesOrder(out TimeSpan sentAt)
    {
        var guardian = new GuardianScript(mode: Seconds);
        var order = guardian.ReceivesOrder("o1");
        sentAt = guardian.Now.Running;
        var request = guardian.MustHaveSentOrder();
        guardian.Passes(Sec(1));
        guardian.Answers(request, Says.Unknown());
        guardian.MustAnswer<PrivateRequestUnconfirmed>(order);
        return guardian;
    }
}
