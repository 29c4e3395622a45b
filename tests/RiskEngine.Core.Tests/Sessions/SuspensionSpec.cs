namespace RiskEngine.Core.Tests;

public sealed class SuspensionSpec
{
    [Theory]
    [InlineData(RefusedReason.Credentials)]
    [InlineData(RefusedReason.AddressNotAllowed)]
    [InlineData(RefusedReason.MissingRole)]
    public void Session_must_be_suspended_and_its_orders_denied_when_a_cancel_is_refused_for(RefusedReason reason)
    {
        var guardian = new GuardianScript(Given.Limits with { DrainQueue = false });
        guardian.ReceivesCancel("c1");
        var waiting = guardian.ReceivesOrder("waiting");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused(reason));

        guardian
            .MustHavePublished<SessionStateChanged>()
            .ShouldBe(new SessionStateChanged(Given.Session, SessionState.Active, SessionState.Suspended));
        Denied(waiting);
        Denied(guardian.ReceivesOrder("late"));
        guardian.MustHaveSentNothing();

        void Denied(SubmitPrivateRequest order) =>
            guardian.MustAnswer<PrivateRequestDenied>(order).Reason.ShouldBe(PrivateRequestDeniedReason.NotActive);
    }

    [Theory]
    [InlineData(RefusedReason.Account)]
    [InlineData(RefusedReason.Malformed)]
    [InlineData(RefusedReason.Other)]
    public void Session_must_stay_active_when_a_cancel_is_refused_for(RefusedReason reason)
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused(reason));
        guardian.State.State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Session_must_stay_active_when_only_an_order_lacks_its_role()
    {
        var guardian = new GuardianScript();
        var order = guardian.ReceivesOrder("o1");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Refused(RefusedReason.MissingRole));
        guardian.MustAnswer<PrivateRequestRejected>(order);
        guardian.State.State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Cancel_must_still_be_tried_and_its_acceptance_must_end_the_suspension()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused(RefusedReason.Credentials));
        guardian.MustHavePublished<SessionStateChanged>();

        var cancel = guardian.ReceivesCancel("c2");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.MustHavePublished<SessionStateChanged>().To.ShouldBe(SessionState.Active);
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
    }

    [Fact]
    public void Start_must_not_end_a_suspension()
    {
        var guardian = new GuardianScript(isUp: false);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused(RefusedReason.Credentials));
        guardian.Starts();
        guardian.State.State.ShouldBe(SessionState.Suspended);
    }
}
