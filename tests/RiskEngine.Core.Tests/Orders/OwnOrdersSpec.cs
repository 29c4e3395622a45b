using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class OwnOrdersSpec
{
    [Fact]
    public void Order_opened_through_the_guardian_must_be_a_leftover_when_it_is_still_open()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Open(guardian, "o1", 5);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5, 77));
        guardian.Answers(guardian.MustHaveCanceledDirectly(5), Says.Gone(5));
        for (var look = 0; look < 2; look++)
        {
            guardian.Passes(Limits.VerifyPause);
            guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(77));
        }

        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(5));
    }

    [Fact]
    public void Order_must_still_be_ours_after_a_restart()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Open(guardian, "o1", 5);
        guardian.LosesSender();
        guardian.MustHaveEscalated(EscalationCause.SenderKeepsFailing);
        guardian.ComesUpAgain();
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5));
        guardian.MustHaveCanceledDirectly(5);
    }

    [Fact]
    public void Every_open_order_must_count_when_more_were_opened_than_may_be_remembered()
    {
        var guardian = new GuardianScript(OwnOrdersLimits with { MaxOwnOrders = 1, LeftoverLooks = 1 });
        Open(guardian, "o1", 5);
        Open(guardian, "o2", 6);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(6));
        guardian.MustAnswer<SessionCancelPartial>(cancel).Open.ShouldBe(Ids(6));
    }

    [Fact]
    public void Order_must_still_be_ours_when_only_one_look_missed_it()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Open(guardian, "o1", 5);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5));
        guardian.MustNotHaveAnswered();
        guardian.MustHaveCanceledDirectly(5);
    }

    [Fact]
    public void Order_must_be_forgotten_when_two_looks_missed_it()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Open(guardian, "o1", 5);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.State.OwnOrders.Known.ShouldBeEmpty();
    }

    [Fact]
    public void Orders_of_others_must_not_be_canceled_when_more_were_opened_than_may_be_remembered()
    {
        var guardian = new GuardianScript(OwnOrdersLimits with { MaxOwnOrders = 1 });
        Open(guardian, "o1", 5);
        Open(guardian, "o2", 6);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5, 6, 77));
        guardian.MustHaveCanceledDirectly(5);
        guardian.MustHaveSentNothing();
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
        for (var look = 0; look < Limits.LeftoverLooks; look++)
        {
            guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(77, 88));
            guardian.Passes(Limits.VerifyPause);
        }

        guardian.MustAnswer<SessionCancelPartial>(first).Open.ShouldBe(Ids(77));

        // Once 77 is gone, nothing is left of it.
        Look(Says.OpenOrders(88));
        Look(Says.OpenOrders(88));
        var second = guardian.ReceivesCancel("c2");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(88));
        guardian.Passes(Limits.VerifyPause);
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(88));
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
        guardian.Answers(guardian.MustHaveSentCancel(), Says.AcceptedWithRejects([8], [9]));
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(8, 9, 77));
        guardian.MustHaveCanceledDirectly(8);
        guardian.MustHaveCanceledDirectly(9);
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

        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5));
        guardian.MustHaveCanceledDirectly(5);
    }

    [Fact]
    public void Order_must_be_forgotten_when_an_answer_names_it_as_closed()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Open(guardian, "o1", 5);
        Open(guardian, "o2", 6);
        guardian.ReceivesOrder("status");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Closed(5));
        guardian.State.OwnOrders.Known.Keys.ShouldBe(Ids(6));
    }

    [Fact]
    public void Orders_must_be_forgotten_when_a_cancel_names_them_and_nobody_looks()
    {
        var guardian = new GuardianScript();
        Open(guardian, "o1", 5);
        Open(guardian, "o2", 6);
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.AcceptedWithRejects([5], [6]));
        guardian.State.OwnOrders.Known.Keys.ShouldBe(Ids(6));
    }

    internal static void Open(GuardianScript guardian, string id, ulong order)
    {
        var command = guardian.ReceivesOrder(id);
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Opened(order));
        guardian.MustAnswer<PrivateRequestAnswered>(command);
        guardian.Passes(Ms(1));
    }
}
