using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class LimitsSpec
{
    [Fact]
    public void Cancel_must_be_denied_when_as_many_are_pending_as_may_be()
    {
        var guardian = new GuardianScript(Limits with { MaxPendingCancels = 2 });
        guardian.ReceivesCancel("c1");
        guardian.ReceivesCancel("c2");
        guardian.MustNotHaveAnswered();
        var third = guardian.ReceivesCancel("c3");
        guardian.MustAnswer<SessionCancelDenied>(third).Reason.ShouldBe(SessionCancelDeniedReason.TooManyPending);
        guardian.Status.PendingCancels.ShouldBe(2);
    }

    [Fact]
    public void Private_request_must_be_denied_when_the_queue_is_full()
    {
        var guardian = new GuardianScript(Limits with { MaxQueuedRequests = 1 });
        guardian.ReceivesOrder("out");
        guardian.ReceivesOrder("waiting");
        guardian.MustNotHaveAnswered();
        var third = guardian.ReceivesOrder("third");
        guardian.MustAnswer<PrivateRequestDenied>(third).Reason.ShouldBe(PrivateRequestDeniedReason.QueueFull);
        guardian.Status.ShouldSatisfyAllConditions(
            status => status.QueuedRequests.ShouldBe(1),
            status => status.OpenAttempts.ShouldBe(1)
        );
    }

    [Fact]
    public void Status_must_tell_the_nonce_and_its_lead()
    {
        var guardian = new GuardianScript();
        guardian.Status.LastNonce.ShouldBeNull();
        guardian.Status.NonceLead.ShouldBe(TimeSpan.Zero);
        guardian.ReceivesCancel("c1");
        var nonce = guardian.MustHaveSentCancel().Nonce;
        guardian.Passes(Ms(20));
        guardian.Status.ShouldBe(new SessionStatus(Session, SessionState.Active, 1, 0, 1, nonce, Ms(-20)));
    }
}
