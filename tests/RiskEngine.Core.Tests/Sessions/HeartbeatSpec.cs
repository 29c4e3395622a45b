using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class HeartbeatSpec
{
    private static readonly GuardianLimits Beating = Limits with { RequiresHeartbeat = true };

    [Fact]
    public void Heartbeat_must_leave_every_period_while_nothing_else_does()
    {
        var guardian = new GuardianScript(Beating);
        for (var i = 0; i < 3; i++)
        {
            guardian.Passes(Ms(14_999));
            guardian.MustHaveSentNothing();
            guardian.Passes(Ms(1));
            guardian.Answers(guardian.MustHaveBeaten(), Says.Beaten());
        }
    }

    [Fact]
    public void Heartbeat_must_not_leave_when_another_request_was_taken_lately()
    {
        var guardian = new GuardianScript(Beating);
        guardian.Passes(Sec(10));
        guardian.ReceivesOrder("o1");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Done());
        guardian.Passes(Ms(14_999));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.MustHaveBeaten();
    }

    [Fact]
    public void Heartbeat_must_be_tried_again_within_the_exchange_patience_when_it_fails()
    {
        var guardian = new GuardianScript(Beating);
        guardian.Passes(Sec(15));
        guardian.Answers(guardian.MustHaveBeaten(), Says.Unknown());
        guardian.Answers(guardian.MustHaveBeaten(), Says.Unknown());
        guardian.MustHaveSentNothing();
        guardian.Passes(Limits.RetryFirst);
        guardian.Answers(guardian.MustHaveBeaten(), Says.Beaten());
        guardian.Passes(Sec(14));
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Heartbeats_must_go_on_when_the_guardian_restarted_and_order_entry_is_not_open_yet()
    {
        var guardian = new GuardianScript(Beating);
        guardian.Starts();
        guardian.Passes(Beating.HeartbeatAfter / 2);
        guardian.LosesSender();
        guardian.MustHaveEscalated(EscalationCause.SenderKeepsFailing);
        guardian.RestartsClosed();

        guardian.Passes(Beating.HeartbeatAfter / 2);

        guardian.MustHaveBeaten();
    }

    [Fact]
    public void Heartbeat_must_never_leave_when_the_key_requires_none()
    {
        var guardian = new GuardianScript();
        guardian.Passes(Sec(3600));
        guardian.MustBeDone();
    }
}
