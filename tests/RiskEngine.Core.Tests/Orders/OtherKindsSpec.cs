using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

/// <summary>Orders of kinds that an exchange's lists do not show, or may not: only an answer that names one closes it.</summary>
public sealed class OtherKindsSpec
{
    private static readonly GuardianLimits Hiding = ReconciliationSpec.WithWholeLists(
        OwnOrdersLimits with
        {
            Capabilities = OwnOrdersLimits.Capabilities with { ListsKnow = OrdersWithoutHidden },
            KeepsOrders = false,
        }
    );

    [Fact]
    public void Order_of_another_kind_must_stay_open_when_a_fresher_list_does_not_show_it()
    {
        var guardian = new GuardianScript(Hiding);
        OpenHidden(guardian, 5);
        OrderLedgerSpec.Open(guardian, "spot", 6);
        OrderLedgerSpec.Open(guardian, "later", 7);
        var cancel = guardian.ReceivesCancel("c1");
        var book = new Book(guardian, 7) { OnCancel = id => id == 5 ? Says.NotFound() : Says.Gone(id) };

        book.ServeUntilAnswered();

        var unconfirmed = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        unconfirmed.Unaccounted.ShouldBe(Ids(5));
        unconfirmed.Gone.ShouldBe(Ids(6));
        unconfirmed.Canceled.ShouldBe(Ids(7));
    }

    [Fact]
    public void Order_of_another_kind_must_stay_open_when_the_exchange_does_not_find_it()
    {
        var guardian = new GuardianScript(Hiding);
        OpenHidden(guardian, 5);
        guardian.Passes(Hiding.YoungOrderAge * 2);
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian) { OnCancel = _ => Says.NotFound() }.ServeUntilAnswered();

        guardian.MustAnswer<SessionCancelUnconfirmed>(cancel).Unaccounted.ShouldBe(Ids(5));
    }

    [Fact]
    public void Order_of_the_spot_book_must_be_closed_when_the_exchange_does_not_find_it()
    {
        var guardian = new GuardianScript(Hiding);
        OrderLedgerSpec.Open(guardian, "spot", 5);
        guardian.Passes(Hiding.YoungOrderAge * 2);
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian) { OnCancel = _ => Says.NotFound() }.ServeUntilAnswered();

        guardian.MustAnswer<SessionCanceled>(cancel).Gone.ShouldBe(Ids(5));
    }

    [Fact]
    public void Order_of_another_kind_must_be_closed_when_the_session_cancel_names_it()
    {
        var guardian = new GuardianScript(Hiding);
        OpenHidden(guardian, 5);
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian) { OnSessionCancel = () => Says.Accepted(5) }.ServeUntilAnswered();

        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(5));
    }

    [Fact]
    public void Order_of_another_kind_must_be_closed_when_its_own_cancel_names_it()
    {
        var guardian = new GuardianScript(Hiding);
        OpenHidden(guardian, 5);
        var own = guardian.Receives(HiddenOrder("own-cancel"));
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Closed(5));
        guardian.MustAnswer<PrivateRequestAnswered>(own);
        guardian.Passes(Ms(1));
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian).ServeUntilAnswered();

        guardian.MustAnswer<SessionCanceled>(cancel).Gone.ShouldBeEmpty();
    }

    [Fact]
    public void Order_of_an_unknown_kind_must_be_closed_by_a_list_when_one_has_shown_it()
    {
        var guardian = new GuardianScript(Hiding with { ClientOrderIdPrefix = "mm-" });
        OrderLedgerSpec.Open(guardian, "spot", 6);
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.AcceptedWithRejects([], [5]));
        guardian.Answers(guardian.MustHaveLooked(), Says.NamedOrders((5, "mm-1"), (6, "mm-2")));
        // Shown once, it is of a kind that lists know: what does not find it later has closed it.
        guardian.Passes(Hiding.YoungOrderAge * 2);
        new Book(guardian) { OnCancel = id => id == 5 ? Says.NotFound() : Says.Gone(id) }.ServeUntilAnswered();

        guardian.MustAnswer<SessionCanceled>(cancel).Gone.ShouldBe(Ids(5));
    }

    [Fact]
    public void Order_of_another_kind_must_stay_so_when_another_process_goes_on()
    {
        var before = new GuardianScript(Hiding with { KeepsOrders = true }, isUp: false);
        before.ReadsOrders(new OrderLedgerReading.Known([], OrderLedgerStanding.StoppedWhole));
        before.Starts();
        before.MustHaveKeptOrders();
        before.Feed(new GuardianInput.OrdersKept());
        OpenHidden(before, 5);
        before.Passes(Hiding.LedgerWriteBehind);
        var kept = before.MustHaveKeptOrders().Opened;
        kept.Single().Terms.EnteredBy.ShouldBe(HiddenOrder("any").Endpoint);

        var guardian = new GuardianScript(Hiding with { KeepsOrders = true }, isUp: false);
        guardian.ReadsOrders(new OrderLedgerReading.Known(kept, OrderLedgerStanding.StoppedWhole));
        guardian.Starts();
        guardian.MustHaveKeptOrders();
        guardian.Feed(new GuardianInput.OrdersKept());
        guardian.Passes(Hiding.YoungOrderAge * 2);
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian) { OnCancel = _ => Says.NotFound() }.ServeUntilAnswered();

        guardian.MustAnswer<SessionCancelUnconfirmed>(cancel).Unaccounted.ShouldBe(Ids(5));
    }

    [Fact]
    public void Order_of_another_kind_must_be_asked_after_when_the_session_is_idle()
    {
        var guardian = new GuardianScript(Hiding with { LookAfter = Sec(45) });
        OpenHidden(guardian, 5);
        guardian.Passes(Sec(45));
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());

        guardian.Answers(guardian.MustHaveAskedAbout(5), Says.Standing(5, OrderStanding.Filled));

        guardian.State.Ledger.Open.ShouldBeEmpty();
    }

    private static void OpenHidden(GuardianScript guardian, ulong order)
    {
        var command = guardian.Receives(HiddenOrder($"hidden-{order}"));
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Opened(order));
        guardian.MustAnswer<PrivateRequestAnswered>(command);
        guardian.Passes(Ms(1));
    }
}
