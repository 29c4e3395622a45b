using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class OrderGateSpec
{
    private static readonly Engagement First = Engagement(1);
    private static readonly Engagement Second = Engagement(2);

    [Fact]
    public void Waiting_and_new_orders_must_be_denied_with_the_engagement_when_engaged()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesOrder("out");
        guardian.MustHaveSentOrder();
        var waiting = guardian.ReceivesOrder("waiting");

        guardian.HearsOf(First);

        guardian.MustHaveAnsweredGate().Switch.ShouldBe(KillSwitchState.Of([First]));
        guardian.MustHavePublished<SessionStateChanged>().To.ShouldBe(SessionState.Halted);
        foreach (var order in new[] { waiting, guardian.ReceivesOrder("new") })
        {
            var denied = guardian.MustAnswer<PrivateRequestDenied>(order);
            denied.Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
            denied.Engagement.ShouldBe(First);
        }

        guardian.MustBeDone();
        guardian.Status.Switch.ShouldBe(KillSwitchState.Of([First]));
    }

    [Fact]
    public void Cancel_must_pass_and_nonce_be_denied_when_engaged()
    {
        var guardian = Engaged(First);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.MustAnswer<SessionCanceled>(cancel);
        var denied = guardian.MustAnswer<NonceLeaseDenied>(guardian.ReceivesLease("l1"));
        denied.Reason.ShouldBe(NonceLeaseDeniedReason.Halted);
        denied.Engagement.ShouldBe(First);
    }

    [Fact]
    public void Orders_must_leave_again_when_nothing_is_engaged_any_more()
    {
        var guardian = Engaged(First);
        guardian.HearsOf();
        guardian.MustHaveAnsweredGate().Switch.ShouldBe(KillSwitchState.Clear.Instance);
        guardian.MustHavePublished<SessionStateChanged>().To.ShouldBe(SessionState.Active);
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
    }

    [Fact]
    public void Session_must_stay_halted_when_one_of_two_engagements_is_reset()
    {
        var guardian = Engaged(First, Second);

        guardian.HearsOf(Second);

        guardian.Status.State.ShouldBe(SessionState.Halted);
        guardian.MustAnswer<PrivateRequestDenied>(guardian.ReceivesOrder("o1")).Engagement.ShouldBe(Second);
    }

    [Fact]
    public void Orders_of_one_strategy_alone_must_be_denied_when_that_strategy_is_engaged()
    {
        var scope = new KillSwitchScope.Strategy(new StrategyId("strategy-1"));
        var engagement = new Engagement(First.Id, First.Epoch, scope, First.By, First.Reason, First.At);
        var guardian = new GuardianScript();
        guardian.ReceivesOrder("out");
        guardian.MustHaveSentOrder();
        var waiting = guardian.ReceivesOrder("waiting");
        var others = Other("others");
        guardian.Feed(new GuardianInput.PrivateRequested(others));

        guardian.HearsOf(engagement);

        guardian.MustHaveAnsweredGate().Switch.ShouldBe(KillSwitchState.Of([engagement]));
        guardian.MustAnswer<PrivateRequestDenied>(waiting).Engagement.ShouldBe(engagement);
        guardian.MustAnswer<NonceLeaseDenied>(guardian.ReceivesLease("l1")).Engagement.ShouldBe(engagement);
        guardian.Status.State.ShouldBe(SessionState.Active);
        guardian.Status.QueuedRequests.ShouldBe(1, "the other strategy's order waits on");
    }

    [Fact]
    public void Orders_and_nonces_must_be_denied_and_cancels_pass_when_the_record_cannot_be_read()
    {
        var guardian = new GuardianScript();

        guardian.HearsOf(new KillSwitchState.Unreadable(KillSwitchUnreadableReason.Corrupt));

        guardian.MustHaveAnsweredGate();
        guardian
            .MustAnswer<PrivateRequestDenied>(guardian.ReceivesOrder("o1"))
            .Reason.ShouldBe(PrivateRequestDeniedReason.SwitchUnreadable);
        guardian
            .MustAnswer<NonceLeaseDenied>(guardian.ReceivesLease("l1"))
            .Reason.ShouldBe(NonceLeaseDeniedReason.SwitchUnreadable);
        guardian.ReceivesCancel("c1");
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void Session_must_be_halted_when_nobody_has_told_it_yet_how_the_switch_stands()
    {
        var guardian = new GuardianScript();

        guardian.State.AfterRestart().State.ShouldBe(SessionState.Halted);

        GuardianState
            .Initial(Session, Limits, guardian.State.Nonces, ExchangeClock.StartingFrom(guardian.Now), jitterSeed: 1)
            .State.ShouldBe(SessionState.Halted);
    }

    [Fact]
    public void Engagement_must_hold_when_the_guardian_restarts_and_credentials_come_and_go()
    {
        var guardian = Engaged(First);
        guardian.LosesSender();
        guardian.MustHaveEscalated(EscalationCause.SenderKeepsFailing);
        guardian.RestartsHalted();
        guardian.Status.State.ShouldBe(SessionState.Halted);

        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused(RefusedReason.Credentials));
        guardian.Status.State.ShouldBe(SessionState.Halted);
        guardian.HearsOf();
        guardian.Status.State.ShouldBe(SessionState.Suspended);
    }

    private static GuardianScript Engaged(params Engagement[] engagements)
    {
        var guardian = new GuardianScript();
        guardian.HearsOf(engagements);
        guardian.MustHaveAnsweredGate();
        guardian.MustHavePublished<SessionStateChanged>();
        return guardian;
    }

    private static SubmitPrivateRequest Other(string id) =>
        new(Session, new CommandId(id), new StrategyId("strategy-2"), Order(id).Endpoint, RequestFields.None);
}
