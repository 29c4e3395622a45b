using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

/// <summary>An order whose own answer was lost is asked after by its name, before and while a cancel has to be proven.</summary>
public sealed class OrdersInDoubtSpec
{
    private const string Name = "mm-1";

    [Fact]
    public void Order_must_be_known_by_its_id_when_it_is_found_by_its_name()
    {
        var guardian = LosesOrder(Name);
        guardian.Answers(
            guardian.MustHaveAskedByName(Name),
            Says.Named(Name, 7, OrderStanding.Live, guardian.Now.Wall)
        );

        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Answers(guardian.MustHaveCanceledDirectly(7), Says.Gone(7));

        guardian.Passes(Ms(100));
        var canceled = guardian.MustAnswer<SessionCanceled>(cancel);
        canceled.Canceled.ShouldBe(Ids(7));
        canceled.Proof.ShouldBe(CancelProof.EveryOrderClosed);
    }

    [Theory]
    [InlineData(OrderStanding.Filled)]
    [InlineData(OrderStanding.Canceled)]
    public void Cancel_must_ask_before_it_waits_for_the_list_when_the_answer_was_just_lost(OrderStanding standing)
    {
        var guardian = new GuardianScript(Naming);
        ProvesEmpty(guardian);
        guardian.Receives(NamedOrder("o1", Name));
        var order = guardian.MustHaveSentOrder();
        var cancel = guardian.ReceivesCancel("c1");
        var request = guardian.MustHaveSentCancel();
        guardian.Answers(order, Says.Unknown());
        guardian.Answers(request, Says.AcceptedWithoutLists());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Answers(guardian.MustHaveAskedByName(Name), Says.Named(Name, 7, standing, guardian.Now.Wall));

        guardian.State.InDoubt.ShouldBeEmpty();
        guardian.State.Ledger.Closed.Keys.ShouldContain(new OrderId(7));
        guardian.State.Cancels.ShouldHaveSingleItem().Command.ShouldBe(cancel);
    }

    [Fact]
    public void Session_must_be_whole_again_when_the_order_was_found_gone()
    {
        var guardian = LosesOrder(Name);
        guardian.Answers(
            guardian.MustHaveAskedByName(Name),
            Says.Named(Name, 7, OrderStanding.Filled, guardian.Now.Wall)
        );
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        guardian.MustAnswer<SessionCanceled>(cancel).Proof.ShouldBe(CancelProof.EveryOrderClosed);
    }

    [Fact]
    public void Order_of_before_must_not_be_taken_for_it_when_the_name_was_used_again()
    {
        var guardian = LosesOrder(Name);
        guardian.Answers(
            guardian.MustHaveAskedByName(Name),
            Says.Named(Name, 6, OrderStanding.Filled, guardian.Now.Wall - Sec(60))
        );

        guardian.State.InDoubt.ShouldHaveSingleItem();
        guardian.State.Ledger.Closed.Keys.ShouldNotContain(new OrderId(6));
    }

    [Fact]
    public void Order_that_was_known_before_must_not_be_taken_for_it()
    {
        var guardian = new GuardianScript(Naming);
        ProvesEmpty(guardian);
        OrderLedgerSpec.Open(guardian, "o0", 6);
        guardian.Passes(Ms(100));
        guardian.Receives(NamedOrder("o1", Name));
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Unknown());
        guardian.Answers(guardian.MustHaveAskedByName(Name), Says.Named(Name, 6, OrderStanding.Live, null));

        guardian.State.InDoubt.ShouldHaveSingleItem();
    }

    [Fact]
    public void Order_must_be_given_up_when_it_is_still_not_there_at_the_age_at_which_it_would_be()
    {
        var guardian = LosesOrder(Name);
        guardian.Answers(guardian.MustHaveAskedByName(Name), Says.NotFound());
        guardian.Passes(Limits.YoungOrderAge - Ms(1));
        guardian.MustHaveSentNothing();
        guardian.State.InDoubt.ShouldHaveSingleItem();

        guardian.Passes(Ms(1));
        guardian.Answers(guardian.MustHaveAskedByName(Name), Says.NoneNamed());

        guardian.State.InDoubt.ShouldBeEmpty();
        guardian.State.Ledger.IsWhole.ShouldBeTrue();
    }

    [Fact]
    public void Order_must_not_be_given_up_on_a_time_based_key_before_its_window_has_ended()
    {
        var guardian = LosesOrder(Name, Seconds);
        guardian.Answers(guardian.MustHaveAskedByName(Name), Says.NotFound());
        guardian.Passes(guardian.State.InDoubt.Single().LandsUntil - guardian.Now.Running - Ms(1));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.Answers(guardian.MustHaveAskedByName(Name), Says.NotFound());
        guardian.State.InDoubt.ShouldHaveSingleItem("it may have landed a moment before");
        guardian.Passes(Limits.YoungOrderAge);
        guardian.Answers(guardian.MustHaveAskedByName(Name), Says.NotFound());
        guardian.State.InDoubt.ShouldBeEmpty();
    }

    [Fact]
    public void Cancel_must_wait_for_the_list_when_the_order_is_not_found()
    {
        var guardian = LosesOrder(Name, limits: Naming with { YoungOrderAge = Sec(5) });
        guardian.Answers(guardian.MustHaveAskedByName(Name), Says.NotFound());
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian).ServeUntilAnswered();

        var canceled = guardian.MustAnswer<SessionCanceled>(cancel);
        canceled.Proof.ShouldBe(CancelProof.ListQuiet);
        canceled.Effort.Elapsed.ShouldBeGreaterThanOrEqualTo(Limits.ListLagLimit);
    }

    [Fact]
    public void Questions_must_end_when_nobody_answers_them()
    {
        var guardian = LosesOrder(Name);
        guardian.PassesWhileAllAreAnswered(Says.Unknown(), TimeSpan.FromMinutes(2));

        guardian.State.InDoubt.ShouldBeEmpty();
        guardian.State.Ledger.IsWhole.ShouldBeFalse("an order may be open that nobody can name");
        guardian.State.LastAttempt.Value.ShouldBeLessThan(20);
    }

    [Fact]
    public void Order_must_be_told_and_canceled_when_it_is_found_live_after_Canceled_was_said()
    {
        var guardian = LosesOrder(Name, limits: Naming with { YoungOrderAge = Sec(5) });
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian).ServeUntilAnswered();
        guardian.MustAnswer<SessionCanceled>(cancel);

        guardian.Passes(Sec(5));
        guardian.Answers(
            guardian.MustHaveAskedByName(Name),
            Says.Named(Name, 7, OrderStanding.Live, guardian.Now.Wall)
        );

        guardian.MustHavePublished<LateOrder>().Order.ShouldBe(new OrderId(7));
        guardian.MustHaveCanceledDirectly(7);
    }

    [Fact]
    public void Nobody_must_be_asked_when_the_exchange_cannot_be_asked_by_name()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        guardian.Receives(NamedOrder("o1", Name));
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Unknown());

        guardian.MustHaveSentNothing();
        guardian.State.Ledger.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public void Next_order_must_not_be_overtaken_by_the_question()
    {
        var guardian = new GuardianScript(Naming);
        guardian.Receives(NamedOrder("o1", Name));
        guardian.ReceivesOrder("o2");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Unknown());
        var second = guardian.MustHaveSentOrder();
        guardian.MustHaveSentNothing();
        guardian.Answers(second, Says.Opened(8));
        guardian.MustHaveAskedByName(Name);
    }

    /// <summary>A guardian that is proven empty, and loses the answer to an order.</summary>
    internal static GuardianScript LosesOrder(string name, NonceMode? mode = null, GuardianLimits? limits = null)
    {
        var guardian = new GuardianScript(limits ?? Naming, mode);
        ProvesEmpty(guardian);
        guardian.Receives(NamedOrder("lost", name));
        var order = guardian.MustHaveSentOrder();
        guardian.Passes(Ms(10));
        guardian.Answers(order, Says.Unknown());
        return guardian;
    }

    private static GuardianLimits Naming => OwnOrdersLimits with { Capabilities = KnowsNames };

    /// <summary>From then on every order is known.</summary>
    private static void ProvesEmpty(GuardianScript guardian)
    {
        guardian.ReceivesOrder("o-first");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Opened(1));
        var cancel = guardian.ReceivesCancel("c-first");
        new Book(guardian) { OnSessionCancel = () => Says.Accepted(1) }.ServeUntilAnswered();
        guardian.MustAnswer<SessionCanceled>(cancel);
        guardian.State.Ledger.IsWhole.ShouldBeTrue();
        guardian.Passes(Sec(5));
    }
}
