using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class LadderSpec
{
    private static readonly GuardianLimits AccountWide = Limits with { EscalatesToAccount = true };

    private static readonly GuardianLimits Both = AccountWide with
    {
        RequiresHeartbeat = true,
        WithholdsHeartbeat = true,
    };

    [Fact]
    public void Account_must_be_canceled_after_the_answer_when_a_cancel_could_not_be_proven()
    {
        var guardian = new GuardianScript(AccountWide);
        var cancel = Fails(guardian);
        var step = guardian.MustHavePublished<EscalationStepTaken>();
        step.ShouldBe(new EscalationStepTaken(Session, EscalationStep.AccountCancel, cancel.Id));
        guardian.MustHaveEscalated(EscalationCause.CancelRejected);

        guardian.Answers(guardian.MustHaveCanceledAccount(), Says.AcceptedWithRejects([1], [2]));

        var ended = guardian.MustHavePublished<AccountCancelEnded>();
        ended.Command.ShouldBe(cancel.Id);
        ended.Last.Result.ShouldBe(AttemptResult.Accepted);
        ended.Canceled.ShouldBe(Ids(1));
        ended.Rejects.ShouldBe(Ids(2));
        guardian.MustBeDone();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Account_must_be_canceled_by_the_next_incarnation_when_the_guardian_could_prove_nothing_any_more(
        bool lostSender
    )
    {
        var guardian = new GuardianScript(AccountWide);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.MustHaveSentCancel();
        if (lostSender)
            guardian.LosesSender();
        guardian.Breaks();
        guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        guardian.MustHavePublished<EscalationStepTaken>().Command.ShouldBe(cancel.Id);

        guardian.ComesUpAgain();

        guardian.Answers(guardian.MustHaveCanceledAccount(), Says.Accepted(1));
        guardian.MustHavePublished<AccountCancelEnded>().Command.ShouldBe(cancel.Id);
    }

    [Fact]
    public void Account_must_not_be_canceled_when_the_engine_stops()
    {
        var guardian = new GuardianScript(AccountWide);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.MustHaveSentCancel();

        guardian.Stops();

        guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        guardian.MustHaveEscalated(EscalationCause.CancelUnconfirmed);
        guardian.MustBeDone();
    }

    [Fact]
    public void Account_cancel_must_be_tried_as_long_as_a_cancel_may_take()
    {
        var guardian = new GuardianScript(AccountWide);
        Fails(guardian);
        guardian.PassesWhileAllAreAnswered(Says.Unknown(), Limits.DefaultDeadline + Limits.RetryLongest);
        guardian.MustHavePublished<AccountCancelEnded>().Last.Result.ShouldBe(AttemptResult.Unknown);
        guardian.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void Nothing_but_the_alert_must_follow_when_the_session_allows_no_step()
    {
        var guardian = new GuardianScript();
        Fails(guardian);
        guardian.MustHaveEscalated(EscalationCause.CancelRejected);
        guardian.MustBeDone();
    }

    [Fact]
    public void Heartbeats_and_orders_must_stop_when_the_account_cancel_is_refused_too()
    {
        var guardian = new GuardianScript(Both);
        Fails(guardian);
        guardian.Answers(guardian.MustHaveCanceledAccount(), Says.Refused());
        guardian.MustHavePublished<EscalationStepTaken>().Step.ShouldBe(EscalationStep.AccountCancel);
        guardian.MustHavePublished<EscalationStepTaken>().Step.ShouldBe(EscalationStep.WithholdHeartbeat);

        guardian.Passes(Sec(120));
        guardian.MustHaveSentNothing();
        var order = guardian.ReceivesOrder("o1");
        guardian.MustAnswer<PrivateRequestDenied>(order).Reason.ShouldBe(PrivateRequestDeniedReason.NotActive);
        guardian
            .MustAnswer<NonceLeaseDenied>(guardian.ReceivesLease("l1"))
            .Reason.ShouldBe(NonceLeaseDeniedReason.NotActive);
    }

    [Fact]
    public void Silence_must_end_when_a_cancel_is_proven()
    {
        var guardian = new GuardianScript(Both with { EscalatesToAccount = false });
        Fails(guardian);
        guardian.MustHavePublished<EscalationStepTaken>().Step.ShouldBe(EscalationStep.WithholdHeartbeat);
        var cancel = guardian.ReceivesCancel("again");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.ReceivesOrder("o1");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Done());
        guardian.Passes(Sec(15));
        guardian.MustHaveBeaten();
    }

    private static CancelSession Fails(GuardianScript guardian)
    {
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused());
        guardian.MustAnswer<SessionCancelRejected>(cancel);
        return cancel;
    }
}
