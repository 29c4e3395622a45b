using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class StragglerSpec
{
    /// <summary>The nonce's second, the exchange's window of 30 s, and what its clock may be off.</summary>
    private static readonly TimeSpan UntilNoneLands = Sec(33);

    [Fact]
    public void Nothing_must_be_proven_on_a_time_based_key_while_a_lost_order_may_still_land()
    {
        var guardian = LosesOrder(out var lostAt);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.MustHaveSentNothing();
        guardian.Passes(Limits.DefaultDeadline);

        var unconfirmed = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.OrderMayLand);
        unconfirmed.OrderMayLandUntil.ShouldBe(guardian.Now.Wall + (lostAt + UntilNoneLands - guardian.Now.Running));
        unconfirmed.Canceled.ShouldBe(Ids(1));
        guardian.Now.Running.ShouldBeLessThan(lostAt + UntilNoneLands);
        guardian
            .MustHaveEscalated(EscalationCause.CancelUnconfirmed)
            .Detail.ShouldContain("An order sent before may land until 2025-03-14 12:00:33Z.");
    }

    [Fact]
    public void Order_that_may_land_must_be_the_reason_when_its_request_is_still_out()
    {
        var guardian = new GuardianScript(OwnOrdersLimits with { AttemptTimeout = Sec(30) }, Seconds);
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
        var until = guardian.Now.Wall + UntilNoneLands;
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian).ServeUntilAnswered();

        var unconfirmed = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.OrderMayLand);
        unconfirmed.OrderMayLandUntil.ShouldBe(until);
    }

    [Fact]
    public void Orders_of_a_predecessor_must_be_named_beside_its_request_that_may_land()
    {
        var highest = new Nonce(Noon.ToUnixTimeSeconds() + 4);
        var guardian = new GuardianScript(OwnOrdersLimits, Seconds, highest: highest, isUp: false);
        guardian.ReadsOrders(
            new OrderLedgerReading.Known([new KeptOrder(new OrderId(7), null)], OrderLedgerStanding.InUse)
        );
        guardian.Starts();
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian) { OnCancel = _ => Says.Unknown() }.ServeUntilAnswered();

        var unconfirmed = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.OrderMayLand);
        unconfirmed.OrderMayLandUntil.ShouldBe(Noon + Sec(4) + UntilNoneLands);
        unconfirmed.Unaccounted.ShouldBe(Ids(7));
    }

    [Fact]
    public void Nothing_must_be_told_to_land_when_no_order_had_left()
    {
        var guardian = new GuardianScript(OwnOrdersLimits, Seconds);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.PassesWhileAllAreAnswered(Says.Unknown(), Limits.DefaultDeadline);

        var unconfirmed = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.NotVerified);
        unconfirmed.OrderMayLandUntil.ShouldBeNull();
    }

    [Fact]
    public void Last_cancel_must_leave_and_prove_when_the_lost_order_can_no_longer_land()
    {
        var guardian = LosesOrder(out var lostAt);
        var cancel = guardian.ReceivesCancel("c1", Sec(60));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));

        guardian.Passes(lostAt + UntilNoneLands - guardian.Now.Running);

        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(2));
        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(1, 2));
        guardian.MustBeDone();
    }

    [Fact]
    public void Cancel_must_follow_at_once_when_the_order_is_given_up_during_the_accepted_one()
    {
        var guardian = new GuardianScript(mode: Seconds);
        var order = guardian.ReceivesOrder("o1");
        guardian.MustHaveSentOrder();
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.MustHaveSentNothing();

        guardian.Passes(Limits.AttemptTimeout);

        guardian.MustAnswer<PrivateRequestUnconfirmed>(order);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(2));
        guardian.MustNotHaveAnswered();
        guardian.MustHaveSentNothing();
        guardian.Passes(Limits.DefaultDeadline);
        guardian.MustAnswer<SessionCancelUnconfirmed>(cancel).Canceled.ShouldBe(Ids(1, 2));
    }

    [Fact]
    public void Lost_order_must_not_matter_on_an_increasing_key()
    {
        var guardian = new GuardianScript();
        guardian.ReceivesOrder("o1");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Unknown());
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.MustAnswer<SessionCanceled>(cancel);
    }

    private static GuardianScript LosesOrder(out TimeSpan sentAt)
    {
        var guardian = new GuardianScript(mode: Seconds);
        var order = guardian.ReceivesOrder("o1");
        sentAt = guardian.Now.Running;
        var request = guardian.MustHaveSentOrder();
        guardian.Passes(Sec(1));
        guardian.Answers(request, Says.Unknown());
        guardian.MustAnswer<PrivateRequestUnconfirmed>(order);
        return guardian;
    }
}
