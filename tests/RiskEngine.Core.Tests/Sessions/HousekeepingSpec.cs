using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class HousekeepingSpec
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(45);
    private static readonly GuardianLimits Looking = Limits with { LookAfter = Idle };

    [Fact]
    public void Open_orders_must_be_looked_at_on_the_cancel_lane_when_it_was_idle_for_long()
    {
        var guardian = new GuardianScript(Looking);
        guardian.Passes(Idle - TimeSpan.FromTicks(1));
        guardian.MustHaveSentNothing();
        guardian.Passes(TimeSpan.FromTicks(1));

        var look = guardian.MustHaveLooked();
        look.Lane.ShouldBe(Lane.Cancel);
        guardian.Answers(look, Says.OpenOrders());
        guardian.Passes(Idle - TimeSpan.FromTicks(1));
        guardian.MustHaveSentNothing();
        guardian.Passes(TimeSpan.FromTicks(1));
        guardian.MustHaveLooked();
    }

    [Fact]
    public void Look_must_wait_when_the_cancel_lane_was_used()
    {
        var guardian = new GuardianScript(Looking with { Verification = VerificationMode.None });
        guardian.Passes(Idle / 2);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());

        guardian.Passes(Idle - TimeSpan.FromTicks(1));
        guardian.MustHaveSentNothing();
        guardian.Passes(TimeSpan.FromTicks(1));
        guardian.MustHaveLooked();
    }

    [Fact]
    public void Order_that_a_look_does_not_show_must_be_asked_about_and_forgotten_when_it_is_closed()
    {
        var guardian = new GuardianScript(Looking);
        OrderLedgerSpec.Open(guardian, "o1", 5);
        OrderLedgerSpec.Open(guardian, "o2", 6);
        OrderLedgerSpec.Open(guardian, "o3", 7);

        guardian.Passes(Idle);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(6));
        guardian.Status.KnownOrders.ShouldBe(3, "that a list does not show an order proves nothing");
        guardian.Answers(guardian.MustHaveAskedAbout(5), Says.Standing(5, OrderStanding.Filled));
        guardian.Answers(guardian.MustHaveAskedAbout(7), Says.Standing(7, OrderStanding.Live));
        guardian.MustHaveSentNothing();

        guardian.State.Ledger.Open.Keys.Order().ShouldBe(Ids(6, 7));
    }

    [Fact]
    public void Orders_must_not_be_asked_about_again_when_the_key_may_not_ask()
    {
        var guardian = new GuardianScript(Looking with { Preflight = true }, isUp: false);
        guardian.Starts();
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
        guardian.Answers(guardian.MustHaveAskedAccount(), Says.Account());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        OrderLedgerSpec.Open(guardian, "o1", 5);
        OrderLedgerSpec.Open(guardian, "o2", 6);
        guardian.Passes(Idle);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        guardian.Answers(guardian.MustHaveAskedAbout(5), Says.Refused(RefusedReason.MissingRole));

        guardian.MustHaveSentNothing();
        guardian.Status.Permissions.ShouldBe(KeyPermissions.Trade);
        guardian.Passes(Idle);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Orders_must_be_forgotten_without_a_question_when_a_look_shows_a_later_one_and_lists_are_whole()
    {
        var guardian = new GuardianScript(ReconciliationSpec.WithWholeLists(Looking));
        OrderLedgerSpec.Open(guardian, "o1", 5);
        OrderLedgerSpec.Open(guardian, "o2", 6);

        guardian.Passes(Idle);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(6));
        guardian.MustHaveSentNothing();
        guardian.State.Ledger.Open.Keys.ShouldBe(Ids(6));
    }

    [Fact]
    public void Questions_must_stop_when_a_cancel_is_pending()
    {
        var guardian = new GuardianScript(Looking with { Verification = VerificationMode.OwnOrders });
        OrderLedgerSpec.Open(guardian, "o1", 5);
        OrderLedgerSpec.Open(guardian, "o2", 6);
        guardian.Passes(Idle);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        var question = guardian.MustHaveAskedAbout(5);
        guardian.ReceivesCancel("c1");
        guardian.MustHaveSentCancel();
        guardian.Answers(question, Says.Standing(5, OrderStanding.Filled));
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Open_orders_must_be_left_alone_when_no_cancel_is_pending()
    {
        var guardian = new GuardianScript(Looking with { Verification = VerificationMode.Account });
        guardian.Passes(Idle);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5, 6));

        guardian.MustBeDone();
    }

    [Fact]
    public void Look_must_not_break_the_silence_when_the_heartbeat_is_withheld()
    {
        var guardian = new GuardianScript(Looking with { RequiresHeartbeat = true, WithholdsHeartbeat = true });
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused(RefusedReason.Account));
        guardian.MustHavePublished<EscalationStepTaken>().Step.ShouldBe(EscalationStep.WithholdHeartbeat);

        guardian.Passes(3 * Idle);
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Session_that_is_not_well_must_not_be_looked_at()
    {
        var guardian = new GuardianScript(Looking);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Refused(RefusedReason.Credentials));
        guardian.Status.State.ShouldBe(SessionState.Suspended);

        guardian.Passes(3 * Idle);
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Proof_must_not_wait_for_a_look_of_another_purpose_when_that_is_silent()
    {
        var guardian = new GuardianScript(Looking with { Verification = VerificationMode.OwnOrders });
        guardian.Passes(Idle);
        var silent = guardian.MustHaveLooked();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Passes(TimeSpan.FromMilliseconds(1));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        ReconciliationSpec.PassesQuietly(guardian, Limits.ListLagLimit);

        guardian.MustAnswer<SessionCanceled>(cancel).Proof.ShouldBe(CancelProof.ListQuiet);
        guardian.Answers(silent, Says.OpenOrders(9));
        guardian.MustBeDone();
    }
}
