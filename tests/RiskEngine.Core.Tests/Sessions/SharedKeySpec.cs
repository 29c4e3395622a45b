using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class SharedKeySpec
{
    [Fact]
    public void Sharing_must_be_told_once_when_cancels_take_orders_that_no_request_of_ours_opened()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        TradeAndProveFlat(guardian);
        OrderLedgerSpec.Open(guardian, "o2", 6);

        CancelTaking(guardian, "c2", 6, 77);

        guardian.MustHaveEscalated(EscalationCause.KeyShared).Detail.ShouldContain("77");
        ProveFlat(guardian);
        CancelTaking(guardian, "c3", 78);
        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty("it was told");
    }

    [Fact]
    public void Nothing_must_be_told_when_a_cancel_takes_what_we_opened()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        TradeAndProveFlat(guardian);
        OrderLedgerSpec.Open(guardian, "o2", 6);

        CancelTaking(guardian, "c2", 6);

        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_must_be_told_when_an_earlier_run_may_have_left_the_order()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        OrderLedgerSpec.Open(guardian, "o1", 5);

        CancelTaking(guardian, "c1", 5, 77);

        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_must_be_told_when_the_order_may_have_been_placed_with_a_leased_nonce()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        TradeAndProveFlat(guardian);
        guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease("l1"));

        CancelTaking(guardian, "c2", 77);

        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_must_be_told_when_an_orders_answer_was_lost()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        TradeAndProveFlat(guardian);
        guardian.ReceivesOrder("o2");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Unknown());

        CancelTaking(guardian, "c2", 77);

        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_must_be_told_when_the_order_was_out_as_the_cancel_left()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        TradeAndProveFlat(guardian);
        guardian.ReceivesOrder("o2");
        guardian.MustHaveSentOrder();

        CancelTaking(guardian, "c2", 77);

        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_must_be_told_when_orders_do_not_go_through_the_guardian()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        CancelTaking(guardian, "c1", 5);
        ProveFlat(guardian);

        CancelTaking(guardian, "c2", 6);

        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
    }

    private static void TradeAndProveFlat(GuardianScript guardian)
    {
        OrderLedgerSpec.Open(guardian, "o1", 5);
        CancelTaking(guardian, "c1", 5);
        ProveFlat(guardian);
    }

    private static void CancelTaking(GuardianScript guardian, string id, params ulong[] orders)
    {
        guardian.ReceivesCancel(id);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(orders));
    }

    private static void ProveFlat(GuardianScript guardian)
    {
        while (!guardian.State.Cancels.IsEmpty)
            if (guardian.TakeSingleCancel() is { Request: ExchangeRequest.CancelOrder single } request)
                guardian.Answers(request, Says.Gone(single.Order));
            else
                ReconciliationSpec.LooksWhenever(guardian, Says.OpenOrders());
    }
}
