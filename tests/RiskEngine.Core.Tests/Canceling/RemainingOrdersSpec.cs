using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class RemainingOrdersSpec
{
    [Fact]
    public void Order_must_be_canceled_by_itself_and_the_session_called_canceled_when_it_is_gone()
    {
        var guardian = WithTwoOrders(out var cancel, OwnOrdersLimits);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(6));
        new Book(guardian, 5).ServeUntilAnswered();
        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(6, 5));
    }

    [Fact]
    public void Answer_must_be_partial_with_every_id_when_each_was_answered_as_still_there()
    {
        var guardian = WithTwoOrders(out var cancel, OwnOrdersLimits);
        new Book(guardian, 5, 6) { OnCancel = Says.StillLive }.ServeUntilAnswered();

        var answer = guardian.MustAnswer<SessionCancelPartial>(cancel);
        // Not sooner: a cancel of one order may take effect as late as a list may lag.
        answer.Effort.Elapsed.ShouldBeInRange(Limits.ListLagLimit, Limits.DefaultDeadline - Ms(1));
        answer.Open.ShouldBe(Ids(5, 6));
        answer.Canceled.ShouldBeEmpty();
        answer.Unaccounted.ShouldBeEmpty();
        guardian.MustHaveEscalated(EscalationCause.CancelPartial);
    }

    [Fact]
    public void Answer_must_wait_for_the_deadline_when_one_order_was_not_answered_for()
    {
        var guardian = WithTwoOrders(out var cancel, OwnOrdersLimits);
        var book = new Book(guardian, 5, 6) { OnCancel = order => order == 5 ? Says.StillLive(5) : Says.Unknown() };
        book.ServeUntilAnswered();

        var answer = guardian.MustAnswer<SessionCancelPartial>(cancel);
        answer.Effort.Elapsed.ShouldBe(Limits.DefaultDeadline);
        answer.Open.ShouldBe(Ids(5, 6));
    }

    /// <summary>An official sample's shape: the answer names the order, and has no is_live.</summary>
    [Fact]
    public void Order_must_be_asked_how_it_stands_when_the_answer_to_its_cancel_does_not_say()
    {
        var guardian = WithTwoOrders(out var cancel, OwnOrdersLimits);
        var standings = new Queue<OrderStanding>([OrderStanding.Live, OrderStanding.Unknown, OrderStanding.Canceled]);
        var book = new Book(guardian)
        {
            OnSessionCancel = () => Says.AcceptedWithRejects([6], [5]),
            OnCancel = order => new ExchangeAnswer.OrderCancelAccepted(
                new OrderReport(new OrderId(order), OrderStanding.Unknown)
            ),
            OnStatus = order => new ExchangeAnswer.OrderStatusRead(new OrderReport(order, standings.Dequeue())),
        };

        book.ServeUntilAnswered();

        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(5, 6), ignoreOrder: true);
        // Canceled again after each answer that leaves it open.
        book.Sent.Select(sent => sent.Request)
            .Where(request => request is ExchangeRequest.CancelOrder or ExchangeRequest.ReadOrderStatus)
            .Select(request => request is ExchangeRequest.CancelOrder)
            .ShouldBe([true, false, true, false, true, false]);
    }

    [Fact]
    public void Orders_must_be_canceled_one_after_another()
    {
        var guardian = WithTwoOrders(out _, OwnOrdersLimits);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        var first = guardian.MustHaveCanceledDirectly(5);
        guardian.Passes(Ms(100));
        guardian.MustHaveSentNothing();
        guardian.Answers(first, Says.Gone(5));
        guardian.MustHaveCanceledDirectly(6);
    }

    [Fact]
    public void Order_must_wait_for_the_further_session_cancel_when_that_is_out()
    {
        var guardian = WithTwoOrders(out _, OwnOrdersLimits);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5, 6));
        guardian.MustHaveSentCancel();
        guardian.Passes(Limits.HedgeAfter - Ms(1));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.MustHaveCanceledDirectly(5);
    }

    [Fact]
    public void Further_session_cancel_must_wait_for_the_order_whose_cancel_is_out()
    {
        var guardian = WithTwoOrders(out _, OwnOrdersLimits);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5, 6));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders(5, 6));
        var single = guardian.MustHaveCanceledDirectly(5);
        guardian.Passes(Limits.AttemptTimeout - Ms(1));
        guardian.MustHaveSentNothing();
        guardian.Answers(single, Says.StillLive(5));
        guardian.MustHaveSentCancelAmongOthers();
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("unknown")]
    [InlineData("not sent")]
    public void Order_must_be_canceled_again_at_once_when_its_cancel_came_to_nothing(string why)
    {
        var guardian = WithTwoOrders(out _, OwnOrdersLimits);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(6));
        guardian.Answers(guardian.MustHaveLooked(), Says.OpenOrders());
        guardian.Answers(
            guardian.MustHaveCanceledDirectly(5),
            why switch
            {
                "nonce" => Says.NonceTooLow(),
                "unknown" => Says.Unknown(),
                _ => Says.NotSent(),
            }
        );
        guardian.MustHaveCanceledDirectly(5);
    }

    [Fact]
    public void Further_session_cancel_must_leave_when_a_look_shows_orders_that_it_may_take()
    {
        var guardian = WithTwoOrders(out var cancel, OwnOrdersLimits);
        var (book, cancels) = ((Book?)null, 0);
        book = new Book(guardian, 5, 6)
        {
            OnSessionCancel = () =>
            {
                if (++cancels == 1)
                    return Says.Accepted();
                book!.Listed.Clear();
                return Says.Accepted(5, 6);
            },
        };
        book.ServeUntilAnswered();
        guardian.MustAnswer<SessionCanceled>(cancel).Canceled.ShouldBe(Ids(5, 6));
        cancels.ShouldBe(2);
        book.CanceledSingly.ShouldBeEmpty();
    }

    [Fact]
    public void Many_orders_must_be_canceled_at_the_exchanges_rate_before_the_deadline()
    {
        var rate = new RateLimits(PerSecond: 5, Burst: 10, CancelShare: 0.2);
        var guardian = new GuardianScript(OwnOrdersLimits with { Rate = rate, MaxQueueWait = Sec(60) });
        ulong[] orders = [.. Enumerable.Range(101, 60).Select(order => (ulong)order)];
        foreach (var order in orders)
        {
            OrderLedgerSpec.Open(guardian, $"o{order}", order);
            guardian.Passes(Ms(200));
        }

        guardian.Passes(Sec(10));
        var cancel = guardian.ReceivesCancel("c1", Sec(20));
        var book = new Book(guardian, orders) { OnSessionCancel = () => Says.AcceptedWithRejects([], orders) };
        book.ServeUntilAnswered();

        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Canceled.Count.ShouldBe(60);
        answer.Effort.Elapsed.ShouldBeLessThan(Sec(15));
        MostWithin(book, Sec(1)).ShouldBeLessThanOrEqualTo(rate.Burst + rate.PerSecond + 1);
    }

    [Fact]
    public void No_order_must_be_asked_about_when_more_are_unaccounted_for_than_could_be()
    {
        var guardian = ReconciliationSpec.Whole(OwnOrdersLimits with { MaxOrdersAsked = 2 });
        for (ulong order = 11; order <= 13; order++)
            OrderLedgerSpec.Open(guardian, $"o{order}", order);
        var cancel = guardian.ReceivesCancel("c2");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Unknown());
        var book = new Book(guardian);
        book.ServeUntilAnswered();

        guardian.MustAnswer<SessionCancelUnconfirmed>(cancel).Unaccounted.ShouldBe(Ids(11, 12, 13));
        book.CanceledSingly.ShouldBeEmpty();
    }

    [Fact]
    public void Order_that_is_not_found_must_stay_unaccounted_when_it_is_young()
    {
        var guardian = ReconciliationSpec.Whole(OwnOrdersLimits with { YoungOrderAge = Sec(5) });
        OrderLedgerSpec.Open(guardian, "o2", 6);
        var cancel = guardian.ReceivesCancel("c2");
        new Book(guardian) { OnCancel = _ => Says.NotFound() }.ServeUntilAnswered();

        var answer = guardian.MustAnswer<SessionCanceled>(cancel);
        answer.Gone.ShouldBe(Ids(6));
        answer.Effort.Elapsed.ShouldBeInRange(Sec(5) - Ms(10), Sec(7));
    }

    [Fact]
    public void Answer_must_be_partial_at_the_deadline_when_the_last_look_saw_an_order()
    {
        var guardian = WithTwoOrders(out var cancel, OwnOrdersLimits);
        new Book(guardian, 5) { OnCancel = _ => Says.Unknown() }.ServeUntilAnswered();
        var answer = guardian.MustAnswer<SessionCancelPartial>(cancel);
        answer.Open.ShouldBe(Ids(5));
        answer.Unaccounted.ShouldBe(Ids(6));
    }

    [Fact]
    public void Order_with_our_prefix_must_be_canceled_by_itself()
    {
        var guardian = new GuardianScript(OwnOrdersLimits with { ClientOrderIdPrefix = "mm-" });
        guardian.ReceivesCancel("c1");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian.Answers(guardian.MustHaveLooked(), Says.NamedOrders((5, "hand-1"), (6, "mm-2")));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        guardian.Answers(guardian.MustHaveLooked(), Says.NamedOrders((5, "hand-1"), (6, "mm-2")));
        guardian.Answers(guardian.MustHaveCanceledDirectly(6), Says.Gone(6));
        guardian.MustHaveSentNothing();
    }

    [Fact]
    public void Order_seen_before_a_commands_own_cancel_was_accepted_must_not_make_its_answer_partial()
    {
        var guardian = WithTwoOrders(out _, OwnOrdersLimits with { LeftoverLooks = 1 });
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        var look = guardian.MustHaveLooked();
        guardian.Passes(Ms(10));
        var late = guardian.ReceivesCancel("late");
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(5, 6));
        guardian.Answers(look, Says.OpenOrders(5));
        guardian
            .Latest.OfType<GuardianEffect.AnswerCancel>()
            .Where(answer => answer.Outcome.Command == late.Id)
            .ShouldBeEmpty("The order was seen before the command's own cancel took it.");
    }

    private static int MostWithin(Book book, TimeSpan window) =>
        book.Sent.Max(first => book.Sent.Count(other => other.At >= first.At && other.At < first.At + window));

    private static GuardianScript WithTwoOrders(out CancelSession cancel, GuardianLimits limits)
    {
        var guardian = new GuardianScript(limits);
        OrderLedgerSpec.Open(guardian, "o1", 5);
        OrderLedgerSpec.Open(guardian, "o2", 6);
        cancel = guardian.ReceivesCancel("c1");
        return guardian;
    }
}
