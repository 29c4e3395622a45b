using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class OrderGateSpec
{
    [Fact]
    public void Waiting_and_new_orders_must_be_denied_with_the_engagement_when_engaged()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesOrder("out");
        guardian.MustHaveSentOrder();
        var waiting = guardian.ReceivesOrder("waiting");

        guardian.Engages(1);

        guardian.MustHaveAnsweredGate().Engaged.ShouldBe(Engagement(1));
        guardian.MustHavePublished<SessionStateChanged>().To.ShouldBe(SessionState.Halted);
        foreach (var order in new[] { waiting, guardian.ReceivesOrder("new") })
        {
            var denied = guardian.MustAnswer<PrivateRequestDenied>(order);
            denied.Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
            denied.Engagement.ShouldBe(Engagement(1));
        }

        guardian.MustBeDone();
        guardian.Status.Engaged.ShouldBe(Engagement(1));
    }

    [Fact]
    public void Cancel_must_pass_and_nonce_be_denied_when_engaged()
    {
        var guardian = Engaged(1);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.MustAnswer<SessionCanceled>(cancel);
        var denied = guardian.MustAnswer<NonceLeaseDenied>(guardian.ReceivesLease("l1"));
        denied.Reason.ShouldBe(NonceLeaseDeniedReason.Halted);
        denied.Engagement.ShouldBe(Engagement(1));
    }

    [Fact]
    public void Orders_must_leave_again_when_the_engagement_is_reset()
    {
        var guardian = Engaged(1);
        guardian.Resets(1);
        guardian.MustHaveAnsweredGate().Engaged.ShouldBeNull();
        guardian.MustHavePublished<SessionStateChanged>().To.ShouldBe(SessionState.Active);
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
    }

    [Fact]
    public void Later_engagement_must_hold_when_an_earlier_one_is_reset()
    {
        var guardian = Engaged(1);
        guardian.Engages(2);
        guardian.MustHaveAnsweredGate().Engaged.ShouldBe(Engagement(2));
        guardian.Resets(1);
        guardian.MustHaveAnsweredGate().Engaged.ShouldBe(Engagement(2));
        guardian.Status.State.ShouldBe(SessionState.Halted);
    }

    [Fact]
    public void Engagement_must_change_nothing_when_it_comes_again_after_its_reset()
    {
        var guardian = Engaged(1);
        guardian.Resets(1);
        guardian.MustHaveAnsweredGate();
        guardian.Engages(1);
        guardian.MustHaveAnsweredGate().Engaged.ShouldBeNull();
        guardian.Status.State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Engagement_must_hold_when_the_guardian_restarts_and_credentials_come_and_go()
    {
        var guardian = Engaged(1);
        guardian.LosesSender();
        guardian.MustHaveEscalated(EscalationCause.SenderKeepsFailing);
        guardian.RestartsHalted();
        guardian.Status.State.ShouldBe(SessionState.Halted);

        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused(RefusedReason.Credentials));
        guardian.Status.State.ShouldBe(SessionState.Halted);
        guardian.Resets(1);
        guardian.Status.State.ShouldBe(SessionState.Suspended);
    }

    private static GuardianScript Engaged(long epoch)
    {
        var guardian = new GuardianScript();
        guardian.Engages(epoch);
        guardian.MustHaveAnsweredGate();
        guardian.MustHavePublished<SessionStateChanged>();
        return guardian;
    }
}
