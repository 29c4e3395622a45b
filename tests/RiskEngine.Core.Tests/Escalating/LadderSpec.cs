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
        guardian.MustHaveToldAccountCancel().Until.ShouldNotBeNull();
        guardian.MustHaveToldAccountCancel().Until.ShouldBeNull();
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

    [Fact]
    public void Order_entry_must_be_closed_while_the_account_cancel_is_out()
    {
        var guardian = new GuardianScript(AccountWide);
        Fails(guardian);
        var account = guardian.MustHaveCanceledAccount();
        guardian.ReceivesOrder("o1");
        guardian
            .MustAnswer<NonceLeaseDenied>(guardian.ReceivesLease("l1"))
            .Reason.ShouldBe(NonceLeaseDeniedReason.CancelPending);
        guardian.MustHaveSentNothing();

        guardian.Answers(account, Says.Accepted(1));

        guardian.MustHaveSentOrder();
    }

    [Fact]
    public void Command_that_arrived_after_it_left_must_get_a_step_of_its_own()
    {
        var guardian = new GuardianScript(AccountWide);
        Fails(guardian, "a");
        var first = guardian.MustHaveCanceledAccount();
        guardian.MustHavePublished<EscalationStepTaken>().Command.Value.ShouldBe("a");
        guardian.Passes(Ms(100));
        Fails(guardian, "b");
        guardian.MustHaveSentNothing();

        guardian.Answers(first, Says.Accepted(1));

        guardian.MustHavePublished<AccountCancelEnded>().Command.Value.ShouldBe("a");
        guardian.MustHavePublished<EscalationStepTaken>().Command.Value.ShouldBe("b");
        guardian.Passes(Ms(1));
        guardian.Answers(guardian.MustHaveCanceledAccount(), Says.Accepted());
        guardian.MustHavePublished<AccountCancelEnded>().Command.Value.ShouldBe("b");
        guardian.MustHaveEscalated(EscalationCause.CancelRejected);
        guardian.MustHaveEscalated(EscalationCause.CancelRejected);
        guardian.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void Command_that_arrived_before_the_accepted_request_left_must_share_it()
    {
        var guardian = new GuardianScript(AccountWide);
        Fails(guardian, "a");
        var first = guardian.MustHaveCanceledAccount();
        guardian.Passes(Ms(100));
        Fails(guardian, "b");
        guardian.Passes(Ms(1));
        guardian.Answers(first, Says.Unknown());

        guardian.Answers(guardian.MustHaveCanceledAccount(), Says.Accepted(1));

        string[] ended =
        [
            guardian.MustHavePublished<AccountCancelEnded>().Command.Value,
            guardian.MustHavePublished<AccountCancelEnded>().Command.Value,
        ];
        ended.ShouldBe(["a", "b"]);
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Other_sessions_must_be_told_when_it_begins_and_when_it_is_over()
    {
        var guardian = new GuardianScript(AccountWide);
        Fails(guardian);
        var account = guardian.MustHaveCanceledAccount();
        var begun = guardian.MustHaveToldAccountCancel();
        begun.By.ShouldBe(Session);
        begun.Until.ShouldBe(guardian.Now.Running + Limits.DefaultDeadline + Limits.AttemptTimeout);

        guardian.Answers(account, Says.Accepted());

        guardian.MustHaveToldAccountCancel().Until.ShouldBeNull();
    }

    [Fact]
    public void End_must_name_the_nodes_that_have_not_said_that_they_know_and_no_others()
    {
        var guardian = new GuardianScript(AccountWide);
        var (near, far) = (new NodeName("desk-2"), new NodeName("desk-3"));
        Fails(guardian);
        var account = guardian.MustHaveCanceledAccount();
        guardian.Feed(new GuardianInput.AccountCancelUnheard([near, far]));
        guardian.Feed(new GuardianInput.AccountCancelUnheard([far]));

        guardian.Answers(account, Says.Accepted());

        guardian.MustHavePublished<AccountCancelEnded>().Unheard.ShouldBe([far]);
        Fails(guardian, "c2");
        guardian.Answers(guardian.MustHaveCanceledAccount(), Says.Accepted());
        guardian.MustHavePublished<AccountCancelEnded>().Unheard.ShouldBeEmpty("these are another cancel's");
    }

    [Fact]
    public void Orders_must_wait_when_the_account_goes_by_another_name_and_its_identity_is_not_known()
    {
        var guardian = new GuardianScript(Limits);
        var by = new SessionKey(Session.Exchange, new AccountName("another-name"), new SessionAlias("other"));
        guardian.State.Account = AccountIdentity.NotRead.Instance;
        var until = guardian.Now.Running + Sec(3);
        guardian.Feed(
            new GuardianInput.AccountCancelHeard(new AccountCancelNews(by, new AccountIdentity.Known("a"), until))
        );

        guardian.ReceivesOrder("o1");

        guardian.MustHaveSentNothing();
    }

    [Theory]
    [InlineData("memo:SIM", "memo:SIM", true)]
    [InlineData("memo:SIM", "memo:OTHER", false)]
    [InlineData(null, "memo:SIM", true)]
    [InlineData("memo:SIM", null, true)]
    public void Orders_must_wait_while_another_session_cancels_an_account_that_may_be_the_same(
        string? own,
        string? others,
        bool waits
    )
    {
        var guardian = new GuardianScript(Limits);
        guardian.State.Account = Known(own);
        var by = new SessionKey(Session.Exchange, Session.Account, new SessionAlias("other"));
        Hears(guardian.Now.Running + Sec(3));

        guardian.ReceivesOrder("o1");
        if (!waits)
        {
            guardian.MustHaveSentOrder();
            return;
        }

        guardian.MustHaveSentNothing();
        Hears(null);
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Done());
        // Its guardian may be gone before it could say so.
        Hears(guardian.Now.Running + Sec(1));
        guardian.ReceivesOrder("o2");
        guardian.Passes(Ms(999));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.MustHaveSentOrder();

        void Hears(TimeSpan? until) =>
            guardian.Feed(new GuardianInput.AccountCancelHeard(new AccountCancelNews(by, Known(others), until)));

        static AccountIdentity Known(string? account) =>
            account is null ? AccountIdentity.NotRead.Instance : new AccountIdentity.Known(account);
    }

    private static CancelSession Fails(GuardianScript guardian, string id = "c1")
    {
        var cancel = guardian.ReceivesCancel(id);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused());
        guardian.MustAnswer<SessionCancelRejected>(cancel);
        return cancel;
    }
}
