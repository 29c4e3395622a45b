using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

/// <summary>What waits for the budgets that a session shares with others, and what does not.</summary>
public sealed class PacingSpec
{
    private static readonly GuardianLimits Paced = OwnOrdersLimits with
    {
        IsPaced = true,
        ListLagLimit = TimeSpan.Zero,
    };

    [Fact]
    public void Preflight_must_ask_for_all_its_slots_at_once_and_leave_by_them()
    {
        var guardian = new GuardianScript(Paced with { Preflight = true }, isUp: false);
        guardian.Starts();
        guardian.MustWant(HeldRequestKind.Preflight, 3);
        guardian.MustHaveSentNothing();
        guardian.Promises(HeldRequestKind.Preflight, Sec(5), Ms(100), 3);
        guardian.Status.HeldRequests.ShouldBe([
            new HeldRequest(HeldRequestKind.Preflight, SharedBudgetScope.Address, Sec(5)),
        ]);

        guardian.Passes(Ms(4999));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(100));
        guardian.Answers(guardian.MustHaveAskedAccount(), Says.Account());
        guardian.Passes(Ms(100));
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        guardian.State.State.ShouldBe(SessionState.Active);
        guardian.Status.HeldRequests.ShouldBeEmpty();
    }

    [Fact]
    public void Preflight_must_ask_for_the_slots_that_are_missing_when_it_has_to_begin_a_step_again()
    {
        var guardian = new GuardianScript(Paced with { Preflight = true }, isUp: false);
        guardian.Starts();
        guardian.MustWant(HeldRequestKind.Preflight, 3);
        guardian.Promises(HeldRequestKind.Preflight, TimeSpan.Zero, Ms(100), 1);
        guardian.Answers(guardian.MustHaveAskedRoles(), Says.Roles(isTrader: true));

        guardian.MustWant(HeldRequestKind.Preflight, 2);
    }

    [Fact]
    public void Order_must_wait_for_its_slot_and_leave_then()
    {
        var guardian = new GuardianScript(Paced);
        var order = guardian.ReceivesOrder("o1");
        guardian.MustWant(HeldRequestKind.Order, 1);
        guardian.MustHaveSentNothing();
        guardian.Promises(HeldRequestKind.Order, Ms(250));
        guardian.Passes(Ms(250));
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Opened(1));
        guardian.MustAnswer<PrivateRequestAnswered>(order);
    }

    [Fact]
    public void Order_must_leave_at_once_when_its_slot_is_now()
    {
        var guardian = new GuardianScript(Paced);
        guardian.ReceivesOrder("o1");
        guardian.MustWant(HeldRequestKind.Order, 1);
        guardian.Promises(HeldRequestKind.Order, TimeSpan.Zero);
        guardian.MustHaveSentOrder();
    }

    [Fact]
    public void Session_cancel_must_never_wait_and_its_proof_must_not_queue_with_orders()
    {
        var guardian = new GuardianScript(Paced);
        guardian.ReceivesOrder("o1");
        guardian.MustWant(HeldRequestKind.Order, 1);
        guardian.Promises(HeldRequestKind.Order, Sec(300));

        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.MustWant(HeldRequestKind.Proof, 1);
        guardian.MustHaveSentNothing();
        guardian.Promises(HeldRequestKind.Proof, Ms(40));
        guardian.Status.HeldRequests.Select(held => held.Kind).ShouldBe([HeldRequestKind.Proof, HeldRequestKind.Order]);
        guardian.Passes(Ms(40));
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        guardian.MustAnswer<SessionCanceled>(cancel);
    }

    [Fact]
    public void Cancel_must_end_unconfirmed_when_its_proof_has_no_slot_before_its_deadline()
    {
        var guardian = new GuardianScript(Paced);
        var cancel = guardian.ReceivesCancel("c1", Sec(2));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.MustWant(HeldRequestKind.Proof, 1);
        guardian.Promises(HeldRequestKind.Proof, Sec(3));

        guardian.Passes(Sec(2));

        guardian
            .MustAnswer<SessionCancelUnconfirmed>(cancel)
            .Reason.ShouldBe(SessionCancelUnconfirmedReason.NotVerified);
    }

    [Fact]
    public void Heartbeat_must_never_wait()
    {
        var guardian = new GuardianScript(Paced with { RequiresHeartbeat = true });
        guardian.Passes(Limits.HeartbeatAfter);
        guardian.MustHaveBeaten();
    }

    [Fact]
    public void Slot_must_be_given_up_when_nothing_used_it_in_time()
    {
        var guardian = new GuardianScript(Paced);
        guardian.ReceivesOrder("o1");
        guardian.MustWant(HeldRequestKind.Order, 1);
        guardian.Promises(HeldRequestKind.Order, Ms(100));
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.MustWant(HeldRequestKind.Proof, 1);
        guardian.Promises(HeldRequestKind.Proof, TimeSpan.Zero);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Passes(Ms(1101));

        guardian.ReceivesOrder("o2");

        guardian.MustWant(HeldRequestKind.Order, 1);
    }

    [Fact]
    public void Requests_must_say_whether_a_slot_was_promised_for_them()
    {
        var guardian = new GuardianScript(Paced);
        guardian.ReceivesOrder("o1");
        guardian.MustWant(HeldRequestKind.Order, 1);
        guardian.Promises(HeldRequestKind.Order, TimeSpan.Zero);
        guardian.Latest.OfType<GuardianEffect.Send>().Single().HasSlot.ShouldBeTrue();

        guardian.ReceivesCancel("c1");

        guardian.Latest.OfType<GuardianEffect.Send>().Single().HasSlot.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_must_be_asked_for_when_the_session_shares_no_budget()
    {
        var guardian = new GuardianScript(Limits with { Preflight = true }, isUp: false);
        guardian.Starts();
        guardian.MustHaveAskedRoles();
        guardian.MustNotWant(HeldRequestKind.Preflight);
    }
}
