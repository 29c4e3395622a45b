using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class KillKeySpec
{
    private static readonly SessionKey Killer = new(Session.Exchange, Session.Account, new SessionAlias("killer"));
    private static readonly GuardianLimits WithKillKey = Limits with
    {
        EscalatesToAccount = true,
        AccountCancelBy = Killer,
    };

    [Fact]
    public void Other_key_must_be_asked_and_the_own_kept_back_when_one_is_named()
    {
        var guardian = new GuardianScript(WithKillKey);
        var cancel = Fails(guardian);

        guardian.MustHaveAskedOtherKey().ShouldBe(new GuardianEffect.WantAccountCancel(Killer, Session, cancel.Id));
        guardian.MustHavePublished<EscalationStepTaken>().Step.ShouldBe(EscalationStep.AccountCancel);
        guardian.HearsOfAccountCancel(cancel.Id, isAccepted: true);

        guardian.MustHaveEscalated(EscalationCause.CancelRejected);
        guardian.MustHaveToldAccountCancel().Until.ShouldNotBeNull();
        guardian.MustHaveToldAccountCancel().Until.ShouldBeNull();
        guardian.MustBeDone();
        guardian.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void Own_key_must_be_tried_at_once_when_the_other_failed()
    {
        var guardian = new GuardianScript(WithKillKey);
        var cancel = Fails(guardian);
        guardian.HearsOfAccountCancel(cancel.Id, isAccepted: false);

        guardian.Answers(guardian.MustHaveCanceledAccount(), Says.Accepted(5));

        guardian.MustHavePublished<AccountCancelEnded>().Canceled.ShouldBe(Ids(5));
        guardian.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void Own_key_must_be_tried_when_nobody_says_what_became_of_the_other()
    {
        var guardian = new GuardianScript(WithKillKey);
        var cancel = Fails(guardian);
        guardian.Passes(Limits.DefaultDeadline + Limits.AttemptTimeout - TimeSpan.FromTicks(1));
        guardian.MustHaveSentNothing();
        guardian.Passes(TimeSpan.FromTicks(1));

        guardian.Answers(guardian.MustHaveCanceledAccount(), Says.Accepted());
        guardian.MustHavePublished<AccountCancelEnded>().Last.Result.ShouldBe(AttemptResult.Accepted);
        guardian.HearsOfAccountCancel(cancel.Id, isAccepted: false);
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Heartbeats_must_stop_when_neither_key_could()
    {
        var guardian = new GuardianScript(WithKillKey with { RequiresHeartbeat = true, WithholdsHeartbeat = true });
        var cancel = Fails(guardian);
        guardian.HearsOfAccountCancel(cancel.Id, isAccepted: false);
        guardian.Answers(guardian.MustHaveCanceledAccount(), Says.Refused());

        guardian.MustHavePublished<EscalationStepTaken>().Step.ShouldBe(EscalationStep.AccountCancel);
        guardian.MustHavePublished<EscalationStepTaken>().Step.ShouldBe(EscalationStep.WithholdHeartbeat);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whoever_asked_must_be_told_when_the_account_cancel_ended(bool isAccepted)
    {
        var guardian = new GuardianScript(Limits with { IsKillOnly = true });
        guardian.IsAskedToCancelAccount(Session, "c1");

        guardian.Answers(guardian.MustHaveCanceledAccount(), isAccepted ? Says.Accepted(5) : Says.Refused());

        guardian
            .MustHaveReportedAccountCancel()
            .ShouldBe(new GuardianEffect.ReportAccountCancel(Session, new CommandId("c1"), isAccepted));
        guardian.MustHavePublished<AccountCancelEnded>().Command.ShouldBe(new CommandId("c1"));
        guardian.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void Second_asker_must_be_turned_away_when_the_key_cancels_for_another()
    {
        var guardian = new GuardianScript(Limits with { IsKillOnly = true });
        guardian.IsAskedToCancelAccount(Session, "c1");
        var request = guardian.MustHaveCanceledAccount();
        guardian.IsAskedToCancelAccount(Killer, "c2");

        guardian
            .MustHaveReportedAccountCancel()
            .ShouldBe(new GuardianEffect.ReportAccountCancel(Killer, new CommandId("c2"), IsAccepted: false));
        guardian.Answers(request, Says.Accepted());
        guardian.MustHaveReportedAccountCancel().For.ShouldBe(Session);
    }

    [Fact]
    public void Whoever_asked_must_be_told_when_the_guardian_ends_first()
    {
        var guardian = new GuardianScript(Limits with { IsKillOnly = true });
        guardian.IsAskedToCancelAccount(Session, "c1");
        guardian.Stops();

        guardian.MustHaveReportedAccountCancel().IsAccepted.ShouldBeFalse();
    }

    [Fact]
    public void Orders_and_nonces_must_be_denied_when_the_key_is_for_kills_only()
    {
        var guardian = new GuardianScript(Limits with { IsKillOnly = true });
        var order = guardian.ReceivesOrder("o1");
        var lease = guardian.ReceivesLease("l1");

        guardian.MustAnswer<PrivateRequestDenied>(order).Reason.ShouldBe(PrivateRequestDeniedReason.KillOnly);
        guardian.MustAnswer<NonceLeaseDenied>(lease).Reason.ShouldBe(NonceLeaseDeniedReason.KillOnly);
        guardian.MustHaveSentNothing();
    }

    private static CancelSession Fails(GuardianScript guardian)
    {
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused());
        guardian.MustAnswer<SessionCancelRejected>(cancel);
        return cancel;
    }
}
