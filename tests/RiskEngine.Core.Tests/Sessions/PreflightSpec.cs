using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class PreflightSpec
{
    private static readonly GuardianLimits Asking = Limits with { Preflight = true };

    [Fact]
    public void Order_entry_must_open_when_both_lanes_said_that_the_key_may_trade_and_a_look_was_allowed()
    {
        var guardian = Starting();
        var first = guardian.MustHaveAskedRoles();
        first.Lane.ShouldBe(Lane.Cancel);
        guardian.Answers(first, Says.Roles(isTrader: true));
        var denied = guardian.ReceivesOrder("early");
        guardian.MustAnswer<PrivateRequestDenied>(denied).Reason.ShouldBe(PrivateRequestDeniedReason.NotActive);
        var second = guardian.MustHaveAskedRoles();
        second.Lane.ShouldBe(Lane.Order);
        guardian.Answers(second, Says.Roles(isTrader: true));
        guardian.Status.State.ShouldBe(SessionState.Starting);
        var look = guardian.MustHaveLooked();
        look.Lane.ShouldBe(Lane.Cancel);
        guardian.Answers(look, Says.OpenOrders());

        guardian.MustHavePublished<SessionStateChanged>().To.ShouldBe(SessionState.Active);
        guardian.MustHaveAskedAccount();
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
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
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
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Refused(RefusedReason.MissingRole));
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
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
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
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
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
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
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
        guardian.Answers(guardian.MustHaveAskedRoles(), powerful);
        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        guardian.Status.State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Account_must_be_asked_for_once_the_session_is_open_and_stand_in_the_status()
    {
        var guardian = Open();
        guardian.Status.Account.ShouldBe(AccountIdentity.NotRead.Instance);
        guardian.Status.Permissions.ShouldBe(KeyPermissions.Trade | KeyPermissions.OrderStatus);

        var question = guardian.MustHaveAskedAccount();
        var order = guardian.ReceivesOrder("o1");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Done());
        guardian.MustAnswer<PrivateRequestAnswered>(order);
        guardian.Answers(question, Says.Account("memo:GEMPJBRDZ"));

        guardian.Status.Account.ShouldBe(new AccountIdentity.Known("memo:GEMPJBRDZ"));
        guardian.Passes(Sec(60));
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Account_must_stay_unknown_and_say_so_when_the_key_may_not_ask()
    {
        var guardian = Open();

        guardian.Answers(guardian.MustHaveAskedAccount(), Says.Refused(RefusedReason.MissingRole));

        guardian.Status.Account.ShouldBe(AccountIdentity.Withheld.Instance);
        guardian.Status.State.ShouldBe(SessionState.Active);
        guardian.Passes(Sec(60));
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Account_must_be_asked_for_five_times_when_nobody_says_whose_it_is()
    {
        var guardian = Open();
        for (var i = 0; i < 5; i++)
        {
            guardian.Answers(guardian.MustHaveAskedAccount(), Says.Page());
            if (i < 4)
                guardian.Passes(Limits.RetryLongest);
        }

        guardian.Passes(Sec(60));
        guardian.MustHaveSentNothing();
        guardian.Status.Account.ShouldBe(AccountIdentity.NotRead.Instance);
        guardian.Status.State.ShouldBe(SessionState.Active);
    }

    private static GuardianScript Open()
    {
        var guardian = Starting();
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        return guardian;
    }

    private static GuardianScript Starting(GuardianLimits? limits = null)
    {
        var guardian = new GuardianScript(limits ?? Asking, isUp: false);
        guardian.Starts();
        return guardian;
    }
}
