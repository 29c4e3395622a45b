using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class LostAnswerSpec
{
    [Fact]
    public void Orders_must_be_accounted_for_by_themselves_when_the_answer_that_named_them_was_lost()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        OrderLedgerSpec.Open(guardian, "o1", 5);
        OrderLedgerSpec.Open(guardian, "o2", 6);
        var canceled = CancelsAfter(guardian, Says.Unknown(), Says.Accepted(6));

        canceled.Canceled.ShouldBe(Ids(6, 5));
        canceled.Gone.ShouldBeEmpty();
        canceled.Listing.ShouldBe(CancelListing.Incomplete);
    }

    private static readonly ulong[] FiveHundred = [.. Enumerable.Range(1, 500).Select(id => (ulong)id)];

    [Fact]
    public void Five_hundred_orders_must_be_accounted_for_by_the_history()
    {
        var guardian = KnowsFiveHundred(new ExchangeCapabilities(OrderHistory: true, ListsAreWhole: false));
        var book = new Book(guardian) { OnHistory = () => Says.History(FiveHundred), Latency = Ms(40) };

        var canceled = LosesTheAnswer(guardian, book).ShouldBeOfType<SessionCanceled>();

        canceled.Filled.Count.ShouldBe(500);
        canceled.Effort.Elapsed.ShouldBeLessThan(Sec(10));
        book.Sent.Count.ShouldBeLessThan(10);
    }

    [Fact]
    public void History_must_be_asked_from_the_oldest_order_of_an_earlier_process()
    {
        var placed = Noon - TimeSpan.FromHours(5);
        var kept = Ids(FiveHundred)
            .Select(
                (order, i) => new KeptOrder(order, null) { Terms = new OrderTerms { PlacedAt = placed.AddSeconds(i) } }
            )
            .ToValueList();
        var guardian = KnowsFiveHundred(new ExchangeCapabilities(OrderHistory: true, ListsAreWhole: false), kept);
        var book = new Book(guardian) { OnHistory = () => Says.History(FiveHundred), Latency = Ms(40) };

        LosesTheAnswer(guardian, book).ShouldBeOfType<SessionCanceled>();

        book.Sent.Select(sent => sent.Request)
            .OfType<ExchangeRequest.ReadOrderHistory>()
            .ShouldHaveSingleItem()
            .Since.ShouldBeInRange(placed - TimeSpan.FromMinutes(2), placed);
    }

    [Fact]
    public void Five_hundred_orders_must_be_accounted_for_by_a_list_that_shows_a_later_one()
    {
        var guardian = KnowsFiveHundred(new ExchangeCapabilities(OrderHistory: false, ListsAreWhole: true));
        OrderLedgerSpec.Open(guardian, "o1", 501);
        var book = new Book(guardian, 501) { Latency = Ms(40) };

        var canceled = LosesTheAnswer(guardian, book).ShouldBeOfType<SessionCanceled>();

        canceled.Gone.Count.ShouldBe(500);
        canceled.Canceled.ShouldBe(Ids(501));
        canceled.Effort.Elapsed.ShouldBeLessThan(Sec(10));
        book.Sent.Count.ShouldBeLessThan(15);
    }

    [Fact]
    public void Five_hundred_orders_must_be_named_and_not_asked_about_one_by_one_when_nothing_tells_of_them()
    {
        var guardian = KnowsFiveHundred(ExchangeCapabilities.None);
        var book = new Book(guardian) { Latency = Ms(40) };

        var unconfirmed = LosesTheAnswer(guardian, book).ShouldBeOfType<SessionCancelUnconfirmed>();

        unconfirmed.Unaccounted.ShouldBe(Ids(FiveHundred).Order().ToValueList());
        book.CanceledSingly.ShouldBeEmpty();
        book.Sent.Count.ShouldBeLessThan(20);
        guardian.MustHaveEscalated(EscalationCause.CancelUnconfirmed).Detail.ShouldContain("500 orders");
    }

    [Fact]
    public void Listing_must_be_complete_when_the_earlier_request_was_not_executed()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        OrderLedgerSpec.Open(guardian, "o1", 5);
        var canceled = CancelsAfter(guardian, Says.NotSent(), Says.Accepted(5));

        canceled.Canceled.ShouldBe(Ids(5));
        canceled.Listing.ShouldBe(CancelListing.Complete);
    }

    [Fact]
    public void Answer_must_tell_of_few_requests_when_very_many_failed()
    {
        var guardian = new GuardianScript(Limits with { MaxAttemptsTold = 8 });
        var cancel = guardian.ReceivesCancel("c1", Sec(60));
        guardian.PassesWhileAllAreAnswered(Says.Unknown(), Sec(60));

        var unconfirmed = guardian.MustAnswer<SessionCancelUnconfirmed>(cancel);
        guardian.State.LastAttempt.Value.ShouldBeGreaterThan(50);
        unconfirmed.Effort.Attempts.Count.ShouldBe(8);
        unconfirmed.Effort.Attempts[^1].Id.ShouldBe(guardian.State.LastAttempt);
        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.ConnectionLost);
    }

    private static GuardianScript KnowsFiveHundred(
        ExchangeCapabilities capabilities,
        ValueList<KeptOrder>? orders = null
    )
    {
        var limits = OwnOrdersLimits with
        {
            Capabilities = capabilities,
            MaxOwnOrders = 1000,
            MaxOrdersAsked = 50,
            KeepsOrders = true,
            Rate = new RateLimits(PerSecond: 5, Burst: 10, CancelShare: 0.2),
        };
        var guardian = new GuardianScript(limits, isUp: false);
        var kept = orders ?? Ids(FiveHundred).Select(order => new KeptOrder(order, null)).ToValueList();
        guardian.ReadsOrders(new OrderLedgerReading.Known(kept, OrderLedgerStanding.StoppedWhole));
        guardian.Starts();
        guardian.MustHaveKeptOrders();
        guardian.Feed(new GuardianInput.OrdersKept());
        guardian.Passes(TimeSpan.FromMinutes(1));
        return guardian;
    }

    /// <summary>The first request is executed, and nobody hears of it; the second finds nothing more.</summary>
    private static SessionCancelOutcome LosesTheAnswer(GuardianScript guardian, Book book)
    {
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Unknown());
        book.ServeUntilAnswered();
        return guardian.MustAnswerInSomeWay(cancel);
    }

    private static SessionCanceled CancelsAfter(GuardianScript guardian, ExchangeAnswer first, ExchangeAnswer second)
    {
        var cancel = guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), first);
        guardian.Answers(guardian.MustHaveSentCancel(), second);
        while (!guardian.State.Cancels.IsEmpty)
            if (guardian.TakeSingleCancel() is { Request: ExchangeRequest.CancelOrder single } request)
                guardian.Answers(request, Says.Gone(single.Order));
            else
                ReconciliationSpec.LooksWhenever(guardian, Says.OpenOrders());
        return guardian.MustAnswer<SessionCanceled>(cancel);
    }
}
