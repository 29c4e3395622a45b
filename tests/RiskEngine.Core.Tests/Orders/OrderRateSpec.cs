using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class OrderRateSpec
{
    private static readonly GuardianLimits Slow = Limits with { Rate = new RateLimits(5, 10, 0.2) };

    [Fact]
    public void Order_must_wait_for_the_budget_and_leave_then()
    {
        var guardian = Exhausted();
        var order = guardian.ReceivesOrder("waiting");
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(199));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Done());
        guardian.MustAnswer<PrivateRequestAnswered>(order);
    }

    [Fact]
    public void Cancel_must_leave_at_once_when_the_budget_is_exhausted()
    {
        var guardian = Exhausted();
        for (var i = 0; i < 20; i++)
        {
            var cancel = guardian.ReceivesCancel($"c{i}");
            guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
            guardian.MustAnswer<SessionCanceled>(cancel);
        }
    }

    [Fact]
    public void Order_must_keep_the_pause_when_a_cancel_was_too_many()
    {
        var guardian = new GuardianScript(Slow);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.TooMany(Sec(2)));
        guardian.Passes(Sec(2));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(800));
        guardian.MustHaveSentOrder();
    }

    [Fact]
    public void Order_must_be_denied_when_it_waited_as_long_as_it_may()
    {
        var guardian = new GuardianScript(Slow with { MaxQueueWait = Sec(1) });
        guardian.ReceivesOrder("out");
        guardian.MustHaveSentOrder();
        var waiting = guardian.ReceivesOrder("waiting");
        guardian.Passes(Ms(999));
        guardian.MustNotHaveAnswered();
        guardian.Passes(Ms(1));
        guardian.MustAnswer<PrivateRequestDenied>(waiting).Reason.ShouldBe(PrivateRequestDeniedReason.WaitedTooLong);
        guardian.MustBeDone();
    }

    private static GuardianScript Exhausted()
    {
        var guardian = new GuardianScript(Slow);
        for (var i = 0; i < 8; i++)
        {
            var order = guardian.ReceivesOrder($"burst-{i}");
            guardian.Answers(guardian.MustHaveSentOrder(), Says.Done());
            guardian.MustAnswer<PrivateRequestAnswered>(order);
        }

        return guardian;
    }
}
