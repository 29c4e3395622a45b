using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

/// <summary>Outcomes that name more orders than a message holds: counted whole, cut, and read page by page.</summary>
public sealed class ManyOrdersSpec
{
    private const int Many = 10_000;

    private static readonly ulong[] Ids =
    [
        .. Enumerable.Range(0, Many).Select(x => 73_797_746_498_585_286ul + (ulong)x),
    ];

    private readonly GuardianScript _guardian = new();

    [Fact]
    public void Answer_must_name_the_first_orders_and_count_all_of_them()
    {
        var canceled = Cancels("c1");

        canceled.Canceled.Total.ShouldBe(Many);
        canceled.Canceled.Count.ShouldBeInRange(1_000, Many - 1);
        canceled.Canceled.ShouldBe(Ids.Take(canceled.Canceled.Count).Select(id => new OrderId(id)));
    }

    [Fact]
    public void Whole_outcome_must_go_to_the_audit_trail_beside_the_answer()
    {
        Cancels("c1");

        _guardian
            .Latest.OfType<GuardianEffect.AnswerCancel>()
            .Single()
            .Whole.ShouldBeOfType<SessionCanceled>()
            .Canceled.ShouldBe(Ids.Select(id => new OrderId(id)));
    }

    [Fact]
    public void Pages_must_give_every_order_once_and_in_order()
    {
        var read = Cancels("c1").Canceled.ToList();
        var pages = 0;
        for (var isMore = true; isMore; pages++)
        {
            var page = Page("c1", read.Count).ShouldBeOfType<OutcomeOrders>();
            (page.From, page.Total).ShouldBe((read.Count, Many));
            read.AddRange(page.Orders);
            isMore = page.Orders.Omitted > 0;
        }

        read.ShouldBe(Ids.Select(id => new OrderId(id)));
        pages.ShouldBeInRange(2, 10);
    }

    [Fact]
    public void Pages_must_be_kept_over_a_restart()
    {
        Cancels("c1");
        _guardian.Breaks();
        _guardian.RestartsHalted();

        Page("c1", Many - 1).ShouldBeOfType<OutcomeOrders>().Orders.ShouldBe([new OrderId(Ids[^1])]);
    }

    [Fact]
    public void Page_must_be_of_what_was_answered_when_the_outcome_fitted()
    {
        _guardian.ReceivesCancel("c1");
        _guardian.Answers(_guardian.MustHaveSentCancel(), Says.Accepted(4, 5));

        Page("c1", 1).ShouldBeOfType<OutcomeOrders>().Orders.ShouldBe([new OrderId(5)]);
        Page("c1", 9).ShouldBeOfType<OutcomeOrders>().Orders.ShouldBeEmpty();
        Page("c1", 0, OutcomeList.Open).ShouldBeOfType<OutcomeOrders>().Total.ShouldBe(0);
    }

    [Fact]
    public void Page_of_another_command_must_be_unknown() =>
        Page("never", 0).ShouldBe(new OutcomeUnknown(Session, new CommandId("never")));

    [Fact]
    public void Oldest_whole_outcome_must_go_first_when_they_name_more_orders_than_may_be_kept()
    {
        var guardian = new GuardianScript(Limits with { RememberedOrders = 2 * Many });
        foreach (var id in (string[])["c1", "c2", "c3"])
        {
            guardian.ReceivesCancel(id);
            guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(Ids));
        }

        int Last(string id) =>
            guardian
                .State.OrdersOf(new GetOutcomeOrders(Session, new CommandId(id), OutcomeList.Canceled, Many - 1))
                .ShouldBeOfType<OutcomeOrders>()
                .Orders.Count;
        (Last("c1"), Last("c2"), Last("c3")).ShouldBe((0, 1, 1));
        guardian.State.CutOutcomes.Orders.ShouldBe(2 * Many);
    }

    private SessionCanceled Cancels(string id)
    {
        var cancel = _guardian.ReceivesCancel(id);
        _guardian.Answers(_guardian.MustHaveSentCancel(), Says.Accepted(Ids));
        return _guardian.MustAnswer<SessionCanceled>(cancel);
    }

    private ISessionMessage Page(string command, int from, OutcomeList list = OutcomeList.Canceled) =>
        _guardian.State.OrdersOf(new GetOutcomeOrders(Session, new CommandId(command), list, from));
}
