using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class PreflightSpec
{
    private static readonly GuardianLimits Asking = Limits with { Preflight = true };

    [Fact]
    public void Order_entry_must_open_when_both_lanes_were_answered_and_a_look_was_allowed()
    {
        var guardian = Starting();
        var first = guardian.MustHaveAskedRoles();
        first.Lane.ShouldBe(Lane.Cancel);
        guardian.Answers(first, Says.Roles(isTrader: true));
        var denied = guardian.ReceivesOrder("early");
        guardian.MustAnswer<PrivateRequestDenied>(denied).Reason.ShouldBe(PrivateRequestDeniedReason.NotActive);
        var second = guardian.MustHaveAskedAccount();
        second.Lane.ShouldBe(Lane.Order);
        guardian.Answers(second, Says.Account());
        guardian.Status.State.ShouldBe(SessionState.Starting);
        var look = guardian.MustHaveLooked();
        look.Lane.ShouldBe(Lane.Cancel);
        guardian.Answers(look, Says.OpenOrders());

        guardian.MustHavePublished<SessionStateChanged>().To.ShouldBe(SessionState.Active);
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
    }

    [Fact]
    public void Session_must_come_up_suspended_and_try_cancels_when_the_key_is_no_trader()
    {
        var guardian = Starting();
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: false));
        guardian.MustHavePublished<SessionStateChanged>().To.ShouldBe(SessionState.Suspended);
        guardian.MustHaveEscalated(EscalationCause.KeyMayNotTrade).Detail.ShouldContain("Auditor");

        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.Status.State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Session_must_come_up_suspended_when_the_credentials_are_refused()
    {
        var guardian = Starting();
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Refused(RefusedReason.Credentials));
        guardian.Status.State.ShouldBe(SessionState.Suspended);
        guardian.MustHaveEscalated(EscalationCause.KeyMayNotTrade);
    }

    [Fact]
    public void Session_must_come_up_when_pages_and_refusals_that_pass_come_before_the_exchanges_own_word()
    {
        var guardian = Starting();
        guardian.PassesWhileAllAreAnswered(Says.Page(), Sec(20));
        guardian.PassesWhileAllAreAnswered(Says.Refused(RefusedReason.MarketClosed), Sec(20));
        guardian.Status.State.ShouldBe(SessionState.Starting);
        guardian.Passes(Limits.RetryLongest);
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
        guardian.Answers(guardian.MustHaveAskedAccount(), Says.Account());
        guardian.Answers(guardian.MustHaveLooked(), Says.Page());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        guardian.Status.State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Session_must_come_up_suspended_when_an_unknown_refusal_comes_twice()
    {
        var guardian = Starting();
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.RefusedAs("Novel"));
        guardian.Status.State.ShouldBe(SessionState.Starting);
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.RefusedAs("Novel"));

        guardian.Status.State.ShouldBe(SessionState.Suspended);
    }

    [Fact]
    public void Session_must_come_up_when_the_key_may_not_read_its_roles()
    {
        var guardian = Starting();
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Refused(RefusedReason.MissingRole));
        guardian.Answers(guardian.MustHaveAskedAccount(), Says.Refused(RefusedReason.MissingRole));
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Status.State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Preflight_must_be_repeated_and_cancels_pass_until_the_exchange_answers()
    {
        var guardian = Starting();
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Unknown());
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.NotSent());
        guardian.MustHaveSentNothing();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.Status.State.ShouldBe(SessionState.Starting);
        guardian.Passes(Limits.RetryLongest);
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
        guardian.Answers(guardian.MustHaveAskedAccount(), Says.Account());
        guardian.Answers(guardian.MustHaveLooked(), Says.Unknown());
        guardian.Status.State.ShouldBe(SessionState.Starting);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Status.State.ShouldBe(SessionState.Active);
    }

    [Theory]
    [InlineData(VerificationMode.OwnOrders, true)]
    [InlineData(VerificationMode.None, false)]
    public void Session_must_come_up_and_tell_when_the_key_may_not_look(VerificationMode verification, bool tells)
    {
        var guardian = Starting(Asking with { Verification = verification });
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
        guardian.Answers(guardian.MustHaveAskedAccount(), Says.Account());
        guardian.Answers(guardian.MustHaveLooked(), Says.Refused(RefusedReason.MissingRole));

        guardian.Status.State.ShouldBe(SessionState.Active);
        guardian.Latest.OfType<GuardianEffect.Escalate>().Any().ShouldBe(tells);
        if (tells)
            guardian.MustHaveEscalated(EscalationCause.KeyMayNotLook).Detail.ShouldContain("Unconfirmed");
    }

    [Fact]
    public void Session_must_come_up_suspended_when_a_look_shows_that_the_credentials_are_refused()
    {
        var guardian = Starting();
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
        guardian.Answers(guardian.MustHaveAskedAccount(), Says.Account());
        guardian.Answers(guardian.MustHaveLooked(), Says.Refused(RefusedReason.Credentials));

        guardian.Status.State.ShouldBe(SessionState.Suspended);
        guardian.MustHaveEscalated(EscalationCause.KeyMayNotTrade);
    }

    [Fact]
    public void Key_that_may_withdraw_must_be_told_of_once_and_let_in()
    {
        var guardian = Starting();
        var powerful = new ExchangeAnswer.RolesRead(KeyPermissions.Trade | KeyPermissions.FundManagement);
        guardian.Answers(guardian.MustHaveAskedRoles(), powerful);
        guardian.MustHaveEscalated(EscalationCause.KeyMayWithdraw).Detail.ShouldContain("FundManager");
        guardian.Answers(guardian.MustHaveAskedAccount(), Says.Account());
        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        guardian.Status.State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Account_must_be_known_before_the_first_order_leaves()
    {
        var guardian = AskingForTheAccount(out var question);
        question.Lane.ShouldBe(Lane.Order);
        guardian.Status.Account.ShouldBe(AccountIdentity.NotRead.Instance);
        guardian.Status.Permissions.ShouldBe(KeyPermissions.Trade | KeyPermissions.OrderStatus);
        var early = guardian.ReceivesOrder("early");
        guardian.MustAnswer<PrivateRequestDenied>(early).Reason.ShouldBe(PrivateRequestDeniedReason.NotActive);

        guardian.Answers(question, Says.Account("memo:GEMPJBRDZ"));
        guardian.Status.Account.ShouldBe(new AccountIdentity.Known("memo:GEMPJBRDZ"));
        guardian.Latest.OfType<GuardianEffect.TellAccount>().Count().ShouldBe(1);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        guardian.Status.State.ShouldBe(SessionState.Active);
        guardian.Passes(Sec(60));
        guardian.MustHaveSentNothing();
    }

    [Theory]
    [InlineData(RefusedReason.MissingRole)]
    [InlineData(RefusedReason.EndpointNotFound)]
    [InlineData(RefusedReason.Account)]
    public void Session_must_open_and_say_that_its_account_is_withheld_when_the_key_may_not_ask(RefusedReason reason)
    {
        var guardian = AskingForTheAccount(out var question);
        guardian.Answers(question, Says.Refused(reason));
        guardian.Status.Account.ShouldBe(AccountIdentity.Withheld.Instance);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        guardian.Status.State.ShouldBe(SessionState.Active);
        guardian.Passes(Sec(60));
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Session_must_come_up_suspended_when_the_account_is_refused_for_its_credentials()
    {
        var guardian = AskingForTheAccount(out var question);
        guardian.Answers(question, Says.Refused(RefusedReason.Credentials));

        guardian.Status.State.ShouldBe(SessionState.Suspended);
        guardian.MustHaveEscalated(EscalationCause.KeyMayNotTrade).Detail.ShouldContain("account");
    }

    [Fact]
    public void Account_must_be_asked_for_until_the_exchange_answers()
    {
        var guardian = AskingForTheAccount(out var question);
        guardian.Answers(question, Says.Page());
        guardian.PassesWhileAllAreAnswered(Says.Page(), Sec(60));
        guardian.Status.State.ShouldBe(SessionState.Starting);
        guardian.MustHaveEscalated(EscalationCause.NotStarted);

        guardian.Passes(Limits.RetryLongest);
        guardian.Answers(guardian.MustHaveAskedAccount(), Says.Account());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        guardian.Status.State.ShouldBe(SessionState.Active);
        guardian.Status.Troubles.ShouldBeEmpty();
    }

    [Fact]
    public void Session_must_open_without_its_account_when_five_answers_cannot_be_read()
    {
        var guardian = AskingForTheAccount(out var question);
        guardian.Answers(question, Says.Unknown(UnknownReason.UnreadableAnswer));
        for (var i = 1; i < 5; i++)
        {
            guardian.Passes(Limits.RetryLongest);
            guardian.Answers(guardian.MustHaveAskedAccount(), Says.Unknown(UnknownReason.UnreadableAnswer));
        }

        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Status.State.ShouldBe(SessionState.Active);
        guardian.Status.Account.ShouldBe(AccountIdentity.NotRead.Instance);
    }

    private static GuardianScript AskingForTheAccount(out OutboundRequest question)
    {
        var guardian = Starting();
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
        question = guardian.MustHaveAskedAccount();
        return guardian;
    }

    private static GuardianScript Starting(GuardianLimits? limits = null)
    {
        var guardian = new GuardianScript(limits ?? Asking, isUp: false);
        guardian.Starts();
        return guardian;
    }
}
