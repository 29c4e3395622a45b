using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

/// <summary>A guardian that comes up with what an earlier process left in the store of open orders.</summary>
public sealed class SuccessorSpec
{
    private static readonly KeptOrder[] Left =
    [
        new(new OrderId(5), new StrategyId("strategy-1")),
        new(new OrderId(6), null),
    ];

    /// <summary>The highest nonce that the predecessor may have used: that of the second in which it crashed.</summary>
    private static readonly Nonce Highest = new(Noon.ToUnixTimeSeconds());

    /// <summary>The nonce's second, the exchange's window of 30 s, and what its clock may be off.</summary>
    private static readonly TimeSpan UntilNoneLands = Sec(33);

    [Theory]
    [InlineData(OrderLedgerStanding.StoppedWhole, CancelProof.EveryOrderClosed)]
    [InlineData(OrderLedgerStanding.StoppedInDoubt, CancelProof.ListQuiet)]
    [InlineData(OrderLedgerStanding.InUse, CancelProof.ListQuiet)]
    public void Orders_of_the_predecessor_must_be_canceled_by_id_when_neither_cancel_nor_list_names_them(
        OrderLedgerStanding standing,
        CancelProof proof
    )
    {
        var guardian = After(new OrderLedgerReading.Known([.. Left], standing));
        guardian.Status.KnownOrders.ShouldBe(2);
        var cancel = guardian.ReceivesCancel("c1");
        var book = new Book(guardian);
        book.ServeUntilAnswered();

        book.CanceledSingly.ShouldBe([5UL, 6UL], ignoreOrder: true);
        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Canceled.ShouldBe(Ids(5, 6));
        answer.Proof.ShouldBe(proof);
    }

    [Theory]
    [InlineData(OrderLedgerStanding.InUse)]
    [InlineData(OrderLedgerStanding.StoppedInDoubt)]
    public void Cancel_must_be_repeated_when_the_list_shows_what_a_predecessor_may_have_opened_a_moment_before(
        OrderLedgerStanding standing
    )
    {
        var guardian = After(new OrderLedgerReading.Known([], standing));
        var cancel = guardian.ReceivesCancel("c1");
        var (book, cancels) = ((Book?)null, 0);
        book = new Book(guardian, 9)
        {
            // Too young for the first one.
            OnSessionCancel = () =>
            {
                if (++cancels == 1)
                    return Says.Accepted();
                book!.Listed.Clear();
                return Says.Accepted(9);
            },
        };
        var cameUpAt = guardian.Now.Running;
        book.ServeUntilAnswered();

        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(9));
        book.Sent.Where(sent => sent.Request is ExchangeRequest.CancelSessionOrders)
            .Select(sent => sent.At - cameUpAt)
            .ShouldBe([TimeSpan.Zero, Limits.YoungOrderAge]);
    }

    [Fact]
    public void Cancels_must_follow_ever_more_rarely_when_none_says_what_it_took()
    {
        var guardian = After(new OrderLedgerReading.Known([], OrderLedgerStanding.InUse));
        var cancel = guardian.ReceivesCancel("c1");
        var book = new Book(guardian, 9) { OnSessionCancel = Says.AcceptedWithoutLists, Latency = Ms(40) };
        book.ServeUntilAnswered();

        guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        book.Sent.Count(sent => sent.Request is ExchangeRequest.CancelSessionOrders).ShouldBeInRange(3, 6);
    }

    [Fact]
    public void Order_of_another_must_be_left_alone_and_not_waited_for_when_a_later_cancel_did_not_take_it()
    {
        var guardian = After(new OrderLedgerReading.Known([], OrderLedgerStanding.InUse));
        var cancel = guardian.ReceivesCancel("c1");
        var book = new Book(guardian, 9);
        book.ServeUntilAnswered();

        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBeEmpty();
        book.CanceledSingly.ShouldBeEmpty();
    }

    [Fact]
    public void Orders_of_the_predecessor_must_be_unaccounted_for_when_nothing_says_that_they_are_closed()
    {
        var guardian = After(new OrderLedgerReading.Known([.. Left], OrderLedgerStanding.StoppedWhole));
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian) { OnCancel = _ => Says.Unknown() }.ServeUntilAnswered();

        guardian.MustAnswer<SessionCancelUnconfirmed>(cancel).Unaccounted.ShouldBe(Ids(5, 6));
    }

    [Fact]
    public void Cancel_must_be_proven_by_its_first_look_when_the_predecessor_stopped_and_knew_every_order()
    {
        var guardian = After(new OrderLedgerReading.Known([], OrderLedgerStanding.StoppedWhole));
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian).ServeUntilAnswered();

        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Proof.ShouldBe(CancelProof.EveryOrderClosed);
        answer.Effort.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("mm-", 100)]
    [InlineData("", 1)]
    public void List_must_be_quiet_when_others_may_open_our_orders_now_or_more_are_open_than_may_be_remembered(
        string prefix,
        int most
    )
    {
        var guardian = After(
            new OrderLedgerReading.Known([.. Left], OrderLedgerStanding.StoppedWhole),
            limits: Keeping with
            {
                ClientOrderIdPrefix = prefix,
                MaxOwnOrders = most,
            }
        );
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian) { OnSessionCancel = () => Says.Accepted(5, 6) }.ServeUntilAnswered();

        guardian.MustAnswer<SessionCanceled>(cancel).Proof.ShouldBe(CancelProof.ListQuiet);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void List_must_be_quiet_for_its_lag_limit_when_the_predecessor_crashed_or_cannot_be_read(bool isRead)
    {
        var guardian = After(isRead ? new OrderLedgerReading.Known([], OrderLedgerStanding.InUse) : null);
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian).ServeUntilAnswered();

        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Proof.ShouldBe(CancelProof.ListQuiet);
        answer.Effort.Elapsed.ShouldBe(Limits.ListLagLimit);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_must_be_proven_on_a_time_based_key_until_no_request_of_a_predecessor_that_crashed_can_land(
        bool isRead
    )
    {
        var guardian = After(isRead ? new OrderLedgerReading.Known([], OrderLedgerStanding.InUse) : null, Seconds);
        var cameUp = guardian.Now.Running;
        var landsAt = cameUp + Ms(5_470);
        guardian.Passes(Ms(100));
        var cancel = guardian.ReceivesCancel("c1", Sec(60));
        var book = new Book(guardian)
        {
            OnSessionCancel = () => guardian.Now.Running < landsAt ? Says.Accepted() : Says.Accepted(9),
        };
        book.ServeUntilAnswered(UntilNoneLands - Ms(101));
        guardian.MustNotHaveAnswered();
        book.ServeUntilAnswered();

        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Canceled.ShouldBe(Ids(9));
        (guardian.Now.Running - cameUp).ShouldBe(UntilNoneLands + Limits.ListLagLimit);
    }

    [Fact]
    public void Cancel_must_be_unconfirmed_at_its_deadline_when_a_request_of_the_predecessor_can_still_land()
    {
        var guardian = After(new OrderLedgerReading.Known([], OrderLedgerStanding.InUse), Seconds);
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian).ServeUntilAnswered();

        guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
    }

    [Theory]
    [InlineData(OrderLedgerStanding.StoppedWhole, 0)]
    [InlineData(OrderLedgerStanding.StoppedInDoubt, 2)]
    public void Window_must_not_be_waited_for_when_the_predecessor_of_a_time_based_key_stopped_in_order(
        OrderLedgerStanding standing,
        int seconds
    )
    {
        var guardian = After(new OrderLedgerReading.Known([], standing), Seconds);
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian).ServeUntilAnswered();

        guardian.MustAnswer<SessionCanceled>(cancel).Effort.Elapsed.ShouldBe(Sec(seconds));
    }

    private static readonly GuardianLimits Keeping = OwnOrdersLimits with { KeepsOrders = true };

    private static GuardianScript After(
        OrderLedgerReading.Known? kept,
        NonceMode? mode = null,
        GuardianLimits? limits = null
    )
    {
        var highest = mode is NonceMode.TimeBased ? Highest : (Nonce?)null;
        var guardian = new GuardianScript(limits ?? Keeping, mode, highest: highest, isUp: false);
        guardian.ReadsOrders(kept);
        guardian.Starts();
        guardian.MustHavePublished<SessionStateChanged>();
        guardian.MustHaveKeptOrders();
        guardian.Feed(new GuardianInput.OrdersKept());
        return guardian;
    }
}
