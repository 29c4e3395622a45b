using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class RateLimitSpec
{
    [Fact]
    public void Request_must_wait_as_long_as_the_exchange_says()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.TooMany(Sec(2)));
        guardian.Passes(Ms(1999));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void Request_must_wait_the_configured_pause_when_the_exchange_names_none()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.TooMany());
        guardian.Passes(Ms(999));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void New_command_must_keep_the_pause_too()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.TooMany(Sec(2)));
        guardian.ReceivesCancel("c2");
        guardian.MustHaveSentNothing();
        guardian.Passes(Sec(2));
        guardian.MustHaveSentCancel();
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Command_must_be_rejected_at_its_deadline_when_every_request_was_too_many()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1", Sec(2));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.TooMany(Sec(4)));
        guardian.Passes(Sec(2));
        guardian.MustAnswer<SessionCancelRejected>(cancel).Reason.ShouldBe(SessionCancelRejectedReason.RateLimited);
    }

    [Fact]
    public void Command_must_be_denied_at_its_deadline_when_the_pause_let_nothing_leave_for_it()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.TooMany(Sec(4)));
        var late = guardian.ReceivesCancel("late", Sec(1));
        guardian.Passes(Sec(1));
        guardian.MustAnswer<SessionCancelDenied>(late).Reason.ShouldBe(SessionCancelDeniedReason.NoRequestInTime);
    }

    [Fact]
    public void Pause_must_leave_a_new_command_half_its_deadline_however_long_the_exchange_says()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.TooMany(TimeSpan.MaxValue));
        var late = guardian.ReceivesCancel("late");
        guardian.Passes(Limits.DefaultDeadline / 2);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(late);
    }

    [Fact]
    public void Requests_must_come_ever_more_slowly_when_the_exchange_says_no_wait_again_and_again()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1");
        guardian.PassesWhileAllAreAnswered(Says.TooMany(TimeSpan.Zero), Sec(9.9));
        guardian.State.LastAttempt.Value.ShouldBeLessThan(30);
    }

    [Fact]
    public void Pause_must_hold_when_another_request_fails_meanwhile()
    {
        foreach (var other in new[] { Says.Unknown(), Says.NonceTooLow(), Says.TooMany(Ms(10)) })
        {
            var guardian = new GuardianScript();
            guardian.ReceivesCancel("c1");
            guardian.Passes(Limits.HedgeAfter);
            var first = guardian.MustHaveSentCancel();
            var second = guardian.MustHaveSentCancel();
            guardian.Answers(first, Says.TooMany(Sec(4)));
            guardian.Answers(second, other);
            guardian.Passes(Ms(3999));
            guardian.MustHaveSentNothing();
            guardian.Passes(Ms(1));
            guardian.MustHaveSentCancel();
        }
    }

    [Fact]
    public void Look_must_be_repeated_before_the_deadline_however_long_the_exchange_says()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.TooMany(TimeSpan.MaxValue));
        guardian.Passes(Limits.DefaultDeadline / 2);
        guardian.MustHaveLooked();
    }
}
