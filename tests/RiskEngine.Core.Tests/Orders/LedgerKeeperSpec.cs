using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class LedgerKeeperSpec
{
    private static readonly StrategyId Strategy = new("strategy-1");
    private static readonly TimeSpan Behind = Limits.LedgerWriteBehind;

    [Fact]
    public void Orders_and_leases_must_wait_for_the_first_word_and_cancels_must_not()
    {
        var guardian = Up(isMarked: false);
        var word = guardian.MustHaveKeptOrders();
        word.ShouldBe(new OrderLedgerChange([], [], OrderLedgerStanding.InUse));
        var lease = guardian.ReceivesLease("l1");
        guardian.MustAnswer<NonceLeaseDenied>(lease).Reason.ShouldBe(NonceLeaseDeniedReason.OrdersNotDurable);
        guardian.MustAnswer<SessionCanceled>(Proves(guardian));
        guardian.ReceivesOrder("o1");
        guardian.MustHaveSentNothing();

        guardian.Feed(new GuardianInput.OrdersKept());

        guardian.MustHaveSentOrder();
        guardian.MustAnswer<NonceLeased>(guardian.ReceivesLease("l2"));
    }

    [Fact]
    public void Orders_must_be_denied_until_the_first_word_is_kept_when_the_store_fails()
    {
        var guardian = Up(isMarked: false);
        guardian.MustHaveKeptOrders();
        var waiting = guardian.ReceivesOrder("o1");
        guardian.Feed(new GuardianInput.OrdersNotKept(FullStore));
        guardian.MustHaveEscalated(EscalationCause.OrdersNotDurable);
        guardian.MustAnswer<PrivateRequestDenied>(waiting).Reason.ShouldBe(PrivateRequestDeniedReason.OrdersNotDurable);

        guardian.Passes(Limits.RetryFirst);
        guardian.MustHaveKeptOrders();
        guardian.Feed(new GuardianInput.OrdersKept());
        guardian.ReceivesOrder("o2");
        guardian.MustHaveSentOrder();
    }

    [Fact]
    public void Orders_must_be_written_together_when_the_first_has_waited_for_the_write_behind()
    {
        var guardian = Up();
        Acknowledges(guardian, 5);
        guardian.Passes(Behind - Ms(1));
        Acknowledges(guardian, 6);
        guardian.MustBeDone();
        guardian.Passes(Ms(1));

        Kept(guardian).ShouldBe(Opened(5, 6));
        guardian.MustBeDone();
    }

    [Fact]
    public void Change_must_wait_while_another_is_being_written()
    {
        var guardian = Up();
        Acknowledges(guardian, 5);
        guardian.Passes(Behind);
        guardian.MustHaveKeptOrders();
        Acknowledges(guardian, 6);
        guardian.Passes(Behind * 3);
        guardian.MustBeDone();

        guardian.Feed(new GuardianInput.OrdersKept());

        Kept(guardian).ShouldBe(Opened(6));
    }

    [Fact]
    public void Order_must_be_written_as_closed_when_it_was_opened_and_closed_within_the_write_behind()
    {
        var guardian = Up();
        Acknowledges(guardian, 5);
        guardian.ReceivesOrder("status");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Closed(5));
        guardian.Passes(Behind);

        Kept(guardian).ShouldBe(new OrderLedgerChange([], Ids(5), OrderLedgerStanding.InUse));
    }

    [Fact]
    public void Order_must_be_written_as_open_again_when_a_list_shows_it_long_after_it_was_called_canceled()
    {
        var guardian = Up(limits: Keeping with { DefaultDeadline = Sec(30) });
        Acknowledges(guardian, 5);
        guardian.Passes(Behind);
        Kept(guardian).ShouldBe(Opened(5));
        guardian.Feed(new GuardianInput.OrdersKept());
        guardian.ReceivesCancel("c1");
        var cancels = 0;
        new Book(guardian, 5)
        {
            OnSessionCancel = () => cancels++ == 0 ? Says.Accepted(5) : Says.Accepted(),
            OnCancel = _ => Says.Unknown(),
        }.ServeUntilAnswered();
        Kept(guardian).ShouldBe(new OrderLedgerChange([], Ids(5), OrderLedgerStanding.InUse));
        guardian.Feed(new GuardianInput.OrdersKept());
        guardian.Passes(Behind);

        Kept(guardian).ShouldBe(Opened(5));
    }

    [Fact]
    public void Failed_change_must_be_written_again_with_what_came_since_and_told_once()
    {
        var guardian = Up();
        Acknowledges(guardian, 5);
        Acknowledges(guardian, 6);
        guardian.Passes(Behind);
        Kept(guardian).ShouldBe(Opened(5, 6));
        guardian.ReceivesOrder("status");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Closed(5));
        Acknowledges(guardian, 7);

        guardian.Feed(new GuardianInput.OrdersNotKept(FullStore));
        guardian.MustHaveEscalated(EscalationCause.OrdersNotDurable);
        guardian.Passes(Limits.RetryFirst - Ms(1));
        guardian.Latest.OfType<GuardianEffect.KeepOrders>().ShouldBeEmpty("not at once");
        guardian.Passes(Ms(1));
        var again = new OrderLedgerChange(Opened(6, 7).Opened, Ids(5), OrderLedgerStanding.InUse);
        Kept(guardian).ShouldBe(again);

        guardian.Feed(new GuardianInput.OrdersNotKept(FullStore));
        guardian.Passes(Limits.RetryLongest);
        Kept(guardian).ShouldBe(again);
        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
        // Orders go on: the store knows that they are in use.
        Acknowledges(guardian, 8);
    }

    [Fact]
    public void Last_word_must_say_that_every_order_is_known_and_hold_what_is_not_written_yet()
    {
        var guardian = Up(OrderLedgerStanding.StoppedWhole);
        Acknowledges(guardian, 5);
        guardian.Passes(Behind);
        guardian.MustHaveKeptOrders();
        Acknowledges(guardian, 6);
        guardian.Stops();

        // What is being written may fail, and nobody would write it again.
        Kept(guardian).ShouldBe(Opened(5, 6) with { Standing = OrderLedgerStanding.StoppedWhole });
    }

    [Fact]
    public void Last_word_must_leave_a_doubt_when_an_earlier_run_may_have_left_orders()
    {
        var guardian = Up();
        guardian.Stops();
        guardian.MustHaveKeptOrders().Standing.ShouldBe(OrderLedgerStanding.StoppedInDoubt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Orders_must_stay_in_use_when_a_request_of_a_time_based_key_may_land_after_the_stop(bool isLost)
    {
        var guardian = Up(OrderLedgerStanding.StoppedWhole, mode: Seconds);
        guardian.ReceivesOrder("o1");
        var request = guardian.MustHaveSentOrder();
        if (isLost)
            guardian.Answers(request, Says.Unknown());
        guardian.Stops();

        guardian.MustHaveKeptOrders().Standing.ShouldBe(OrderLedgerStanding.InUse);
    }

    [Fact]
    public void Restarted_guardian_must_write_again_what_was_being_written_and_say_no_last_word()
    {
        var guardian = Up(OrderLedgerStanding.StoppedWhole);
        Acknowledges(guardian, 5);
        guardian.Passes(Behind);
        guardian.MustHaveKeptOrders();
        guardian.Breaks();
        guardian.Latest.OfType<GuardianEffect.KeepOrders>().ShouldBeEmpty();
        guardian.ComesUpAgain();
        guardian.Passes(Behind);

        Kept(guardian).ShouldBe(Opened(5));
    }

    [Fact]
    public void Nothing_must_be_written_when_there_is_no_store()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Acknowledges(guardian, 5);
        guardian.Passes(Sec(1));
        guardian.Stops();
        guardian.MustBeDone();
    }

    private static readonly GuardianLimits Keeping = OwnOrdersLimits with { KeepsOrders = true };

    /// <summary>A guardian that has read the store's orders, none, and whose first word is kept.</summary>
    private static GuardianScript Up(
        OrderLedgerStanding standing = OrderLedgerStanding.InUse,
        bool isMarked = true,
        NonceMode? mode = null,
        GuardianLimits? limits = null
    )
    {
        var guardian = new GuardianScript(limits ?? Keeping, mode, isUp: false);
        guardian.ReadsOrders(new OrderLedgerReading.Known([], standing));
        guardian.Starts();
        guardian.MustHavePublished<SessionStateChanged>();
        if (!isMarked)
            return guardian;
        guardian.MustHaveKeptOrders();
        guardian.Feed(new GuardianInput.OrdersKept());
        return guardian;
    }

    /// <summary>A strategy's order is acknowledged live, in no time.</summary>
    private static void Acknowledges(GuardianScript guardian, ulong order)
    {
        var command = guardian.ReceivesOrder($"order-{order}");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Opened(order));
        guardian.MustAnswer<PrivateRequestAnswered>(command);
    }

    private static CancelSession Proves(GuardianScript guardian)
    {
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        while (!guardian.State.Cancels.IsEmpty)
            ReconciliationSpec.LooksWhenever(guardian, Says.OpenOrders());
        return cancel;
    }

    /// <summary>What was written, but for the moment at which each order was placed.</summary>
    private static OrderLedgerChange Kept(GuardianScript guardian)
    {
        var kept = guardian.MustHaveKeptOrders();
        return kept with
        {
            Opened = kept
                .Opened.Select(order => order with { Terms = order.Terms with { PlacedAt = null } })
                .ToValueList(),
        };
    }

    private static OrderLedgerChange Opened(params ulong[] orders) =>
        new(
            orders
                .Select(order => new KeptOrder(new OrderId(order), Strategy)
                {
                    Terms = new OrderTerms { EnteredBy = Order("any").Endpoint },
                })
                .ToValueList(),
            [],
            OrderLedgerStanding.InUse
        );
}
