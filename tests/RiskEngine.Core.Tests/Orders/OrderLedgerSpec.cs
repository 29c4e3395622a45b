using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class OrderLedgerSpec
{
    [Fact]
    public void Order_opened_through_the_guardian_must_be_canceled_by_itself_when_it_is_still_open()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Open(guardian, "o1", 5);
        var cancel = guardian.ReceivesCancel("c1");
        var book = new Book(guardian, 5, 77);
        book.ServeUntilAnswered();

        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(5));
        book.CanceledSingly.ShouldBe([5UL], "77 is another's");
    }

    [Fact]
    public void Order_must_still_be_ours_after_a_restart()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Open(guardian, "o1", 5);
        guardian.LosesSender();
        guardian.MustHaveEscalated(EscalationCause.SenderKeepsFailing);
        guardian.ComesUpAgain();
        guardian.State.Ledger.Open.Keys.ShouldBe(Ids(5));
        guardian.State.Ledger.IsWhole.ShouldBeFalse("what was out when it failed may have opened one");
    }

    [Fact]
    public void Every_open_order_must_count_when_more_were_opened_than_may_be_remembered()
    {
        var guardian = new GuardianScript(OwnOrdersLimits with { MaxOwnOrders = 1 });
        Open(guardian, "o1", 5);
        Open(guardian, "o2", 6);
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian, 6).ServeUntilAnswered();
        guardian.MustAnswer<SessionCancelPartial>(cancel).Open.ShouldBe(Ids(6));
    }

    [Fact]
    public void Order_must_stay_known_however_many_looks_do_not_show_it()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Open(guardian, "o1", 5);
        guardian.ReceivesCancel("c1");
        var book = new Book(guardian) { OnCancel = _ => Says.Unknown() };
        book.ServeUntilAnswered();
        book.Sent.Count(sent => sent.Request is ExchangeRequest.ReadOpenOrders).ShouldBeGreaterThan(3);
        guardian.State.Ledger.Open.Keys.ShouldBe(Ids(5));
    }

    [Fact]
    public void Orders_of_others_must_not_be_canceled_when_more_were_opened_than_may_be_remembered()
    {
        var guardian = new GuardianScript(OwnOrdersLimits with { MaxOwnOrders = 1 });
        Open(guardian, "o1", 5);
        Open(guardian, "o2", 6);
        guardian.ReceivesCancel("c1");
        var book = new Book(guardian, 5, 6, 77);
        book.ServeUntilAnswered();
        book.CanceledSingly.ShouldBe([5UL]);
    }

    [Fact]
    public void Only_what_was_open_may_be_ours_when_two_looks_have_shown_it_after_more_were_opened_than_may_be_remembered()
    {
        var idle = TimeSpan.FromSeconds(45);
        var guardian = new GuardianScript(OwnOrdersLimits with { MaxOwnOrders = 1, LookAfter = idle });
        Open(guardian, "o1", 5);
        Open(guardian, "o2", 6);
        Look(Says.OpenOrders(5, 6, 77));
        Look(Says.OpenOrders(5, 6, 77));

        // 88 came later, and every order of ours since then is remembered.
        var first = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(5, 6));
        new Book(guardian, 77, 88).ServeUntilAnswered();
        guardian.MustAnswer<SessionCancelPartial>(first).Open.ShouldBe(Ids(77));

        // Once 77 is gone, nothing is left of it.
        Look(Says.OpenOrders(88));
        Look(Says.OpenOrders(88));
        var second = guardian.ReceivesCancel("c2");
        new Book(guardian, 88).ServeUntilAnswered();
        guardian.MustAnswer<SessionCanceled>(second);

        void Look(ExchangeAnswer answer)
        {
            guardian.Passes(idle);
            guardian.Answers(guardian.MustHaveLooked(), answer);
        }
    }

    [Fact]
    public void Order_named_by_the_exchange_must_be_ours_when_it_is_still_open()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        guardian.ReceivesCancel("c1");
        var book = new Book(guardian, 9, 77) { OnSessionCancel = () => Says.AcceptedWithRejects([8], [9]) };
        book.ServeUntilAnswered();
        book.CanceledSingly.ShouldBe([9UL]);
    }

    [Fact]
    public void Order_must_be_ours_when_its_answer_came_too_late()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        var order = guardian.ReceivesOrder("o1");
        var request = guardian.MustHaveSentOrder();
        guardian.Passes(Limits.AttemptTimeout);
        guardian.MustAnswer<PrivateRequestUnconfirmed>(order);
        guardian.Answers(request, Says.Opened(5));
        guardian.MustHaveNotedStale(request);
        guardian.State.Ledger.Open.Keys.ShouldBe(Ids(5));
        guardian.MustBeDone();
    }

    [Fact]
    public void Order_must_be_forgotten_when_an_answer_names_it_as_closed()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Open(guardian, "o1", 5);
        Open(guardian, "o2", 6);
        guardian.ReceivesOrder("status");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Closed(5));
        guardian.State.Ledger.Open.Keys.ShouldBe(Ids(6));
    }

    [Fact]
    public void Orders_must_be_forgotten_when_a_cancel_names_them_and_nobody_looks()
    {
        var guardian = new GuardianScript();
        Open(guardian, "o1", 5);
        Open(guardian, "o2", 6);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.AcceptedWithRejects([5], [6]));
        guardian.State.Ledger.Open.Keys.ShouldBe(Ids(6));
    }

    [Fact]
    public void Order_that_turns_out_live_after_the_answer_must_be_told_and_canceled_by_itself()
    {
        var guardian = ReconciliationSpec.Whole(OwnOrdersLimits);
        guardian.ReceivesOrder("o2");
        var order = guardian.MustHaveSentOrder();
        guardian.Passes(Ms(5));
        var cancel = guardian.ReceivesCancel("c2");
        new Book(guardian).ServeUntilAnswered(Limits.ListLagLimit + Ms(100));
        guardian.MustAnswer<SessionCanceled>(cancel).Proof.ShouldBe(CancelProof.ListQuiet);

        guardian.Answers(order, Says.Opened(6));
        guardian.MustHavePublished<LateOrder>().Order.ShouldBe(new OrderId(6));
        guardian.MustHaveEscalated(EscalationCause.OrderOutlivedCancel).Detail.ShouldContain("order 6");
        guardian.Answers(guardian.MustHaveCanceledDirectly(6), Says.Unknown());
        guardian.Answers(guardian.MustHaveCanceledDirectly(6), Says.Gone(6));
        guardian.State.Ledger.Open.ShouldBeEmpty();
        guardian.WakeAt.ShouldBeNull();
    }

    [Fact]
    public void New_order_must_be_left_alone_when_one_is_canceled_that_outlived_a_cancel()
    {
        var guardian = ReconciliationSpec.Whole(OwnOrdersLimits);
        guardian.ReceivesOrder("o2");
        var late = guardian.MustHaveSentOrder();
        guardian.Passes(Ms(5));
        guardian.ReceivesCancel("c2");
        new Book(guardian).ServeUntilAnswered(Limits.ListLagLimit + Ms(100));
        guardian.Passes(Ms(5));
        guardian.Passes(Limits.AttemptTimeout);
        Open(guardian, "o3", 7);
        guardian.Answers(late, Says.Opened(6));
        guardian.Answers(guardian.MustHaveCanceledDirectly(6), Says.Gone(6));
        guardian.MustHaveSentNothing();
        guardian.State.Ledger.Open.Keys.ShouldBe(Ids(7));
    }

    [Fact]
    public void Order_that_was_named_canceled_must_be_told_and_canceled_by_itself_when_an_idle_look_shows_it()
    {
        var idle = TimeSpan.FromSeconds(45);
        var guardian = ReconciliationSpec.Whole(OwnOrdersLimits with { LookAfter = idle });
        Open(guardian, "o1", 6);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(6));
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(6));

        guardian.Passes(idle);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(6));

        guardian.MustHavePublished<LateOrder>().Order.ShouldBe(new OrderId(6));
        guardian.MustHaveEscalated(EscalationCause.OrderOutlivedCancel);
        guardian.Answers(guardian.MustHaveCanceledDirectly(6), Says.Gone(6));
        guardian.State.Ledger.Open.ShouldBeEmpty();
    }

    [Fact]
    public void Order_must_be_told_and_canceled_by_itself_when_an_idle_look_shows_it_while_engaged()
    {
        var idle = TimeSpan.FromSeconds(45);
        var guardian = new GuardianScript(OwnOrdersLimits with { LookAfter = idle, ClientOrderIdPrefix = "mm-" });
        guardian.HearsOf(Engagement(1));
        guardian.Passes(idle);
        guardian.Answers(guardian.MustHaveLooked(), Says.NamedOrders((6, "mm-6"), (7, "hand-7")));
        guardian.MustHavePublished<LateOrder>().Order.ShouldBe(new OrderId(6));
        guardian.MustHaveEscalated(EscalationCause.OrderOutlivedCancel);
        guardian.Answers(guardian.MustHaveCanceledDirectly(6), Says.Gone(6));
        guardian.MustHaveSentNothing();
    }

    internal static void Open(GuardianScript guardian, string id, ulong order)
    {
        var command = guardian.ReceivesOrder(id);
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Opened(order));
        guardian.MustAnswer<PrivateRequestAnswered>(command);
        guardian.Passes(Ms(1));
    }
}
