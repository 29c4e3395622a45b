using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class DeadlineSpec
{
    [Fact]
    public void Command_must_be_answered_exactly_at_the_default_deadline_when_all_is_silent()
    {
        var guardian = new GuardianScript();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Passes(Limits.DefaultDeadline - TimeSpan.FromTicks(1));
        guardian.MustNotHaveAnswered();
        guardian.Passes(TimeSpan.FromTicks(1));

        var answer = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        answer.Reason.ShouldBe(SessionCancelUnconfirmedReason.NoAnswer);
        answer.Effort.Elapsed.ShouldBe(Limits.DefaultDeadline);
        guardian.MustHaveEscalated(EscalationCause.CancelUnconfirmed);
    }

    [Fact]
    public void Deadline_of_the_command_must_win_over_the_default()
    {
        var guardian = new GuardianScript();
        var hasty = guardian.ReceivesCancel("hasty", Ms(250));
        var patient = guardian.ReceivesCancel("patient", Sec(20));
        guardian.Passes(Ms(250));
        guardian.MustAnswer<SessionCancelUnconfirmed>(hasty);
        guardian.MustNotHaveAnswered();
        guardian.Passes(Ms(19_750));
        guardian.MustAnswer<SessionCancelUnconfirmed>(patient);
        guardian.MustNotHaveAnswered();
    }

    [Fact]
    public void Longest_deadline_must_be_taken()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1", Limits.LongestDeadline);
        guardian.MustNotHaveAnswered();
        guardian.MustHaveSentCancel();
    }

    public static TheoryData<TimeSpan> TooLong => [Limits.LongestDeadline + TimeSpan.FromTicks(1), TimeSpan.MaxValue];

    [Theory]
    [MemberData(nameof(TooLong))]
    public void Deadline_above_the_longest_must_be_denied(TimeSpan deadline)
    {
        var guardian = new GuardianScript();
        guardian.Passes(Sec(1));
        var cancel = guardian.ReceivesCancel("c1", deadline);
        guardian.MustAnswer<SessionCancelDenied>(cancel).Reason.ShouldBe(SessionCancelDeniedReason.DeadlineTooLong);
        guardian.MustBeDone();
    }

    [Fact]
    public void Acceptance_at_the_deadline_itself_must_count()
    {
        var guardian = new GuardianScript(Limits with { HedgeAfter = Sec(30), AttemptTimeout = Sec(30) });
        var cancel = guardian.ReceivesCancel("c1", Sec(1));
        var request = guardian.MustHaveSentCancel();
        guardian.Passes(Sec(1) - TimeSpan.FromTicks(1));
        guardian.Answers(request, Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.MustBeDone();
    }

    [Fact]
    public void Nothing_must_be_asked_for_any_more_when_the_last_command_is_over_and_its_requests_timed_out()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesCancel("c1", Ms(100));
        guardian.Passes(Sec(10));
        guardian.MustHaveSentCancel();
        guardian.MustHaveSentNothing();
        guardian.WakeAt.ShouldBeNull();
        guardian.Status.OpenAttempts.ShouldBe(0);
    }
}
