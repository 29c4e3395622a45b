namespace RiskEngine.Protocol.Tests;

public sealed class MessageSizeTests
{
    private const int Many = 10_000;

    private static readonly ValueList<OrderId> Orders = Some.Orders([
        .. Enumerable.Range(1, Many).Select(x => (ulong)x),
    ]);

    private static readonly SessionCancelPartial Partial = new(
        Some.Session(),
        Some.Command(),
        Some.Effort(),
        Orders,
        CancelListing.Complete,
        Some.Orders(1, 2, 3),
        Orders.First(500).WithOmitted(0)
    )
    {
        Unaccounted = Orders,
        Filled = Some.Orders(4),
    };

    [Fact]
    public void Orders_that_may_be_live_must_be_named_before_those_that_are_closed()
    {
        var cut = MessageSize.Fit(Partial, 20_000);

        cut.Open.ShouldBe(Partial.Open);
        cut.Unaccounted.Count.ShouldBeInRange(1_000, Many - 1);
        cut.Unaccounted.ShouldBe(Orders.Take(cut.Unaccounted.Count));
        cut.Canceled.Count.ShouldBeLessThan(5);
    }

    [Fact]
    public void Every_count_must_stay_true_when_lists_are_cut()
    {
        foreach (var bytes in (int[])[1, 100, 3_000, 50_000])
        {
            var cut = MessageSize.Fit(Partial, bytes);
            foreach (var list in OutcomeLists.All)
                cut.ListOf(list).Total.ShouldBe(Partial.ListOf(list).Count);
            cut.Effort.Attempts.Total.ShouldBe(1);
            cut.IsCut().ShouldBeTrue();
        }
    }

    [Fact]
    public void Outcome_must_be_left_as_it_is_when_it_fits()
    {
        SessionCancelOutcome[] outcomes =
        [
            Partial,
            new SessionCancelDenied(Some.Session(), Some.Command(), SessionCancelDeniedReason.NoRequestInTime),
        ];

        foreach (var outcome in outcomes)
            MessageSize.Fit(outcome, 1_000_000).ShouldBeSameAs(outcome);
        Partial.IsCut().ShouldBeFalse();
    }

    [Fact]
    public void Cut_must_change_nothing_but_lists()
    {
        SessionCancelUnconfirmed whole = new(
            Some.Session(),
            Some.Command(),
            Some.Effort(),
            SessionCancelUnconfirmedReason.NoAnswer,
            Some.Said(),
            Orders
        )
        {
            Others = Orders,
            Gone = Some.Orders(7),
            Node = new NodeName("desk-2"),
        };

        var cut = MessageSize.Fit(whole, 5_000);

        (cut with { Others = whole.Others, Gone = whole.Gone }).ShouldBe(
            new SessionCancelUnconfirmed(
                whole.Session,
                whole.Command,
                whole.Effort,
                whole.Reason,
                whole.Said,
                cut.Canceled
            )
            {
                Others = Orders,
                Gone = whole.Gone,
                Node = whole.Node,
            }
        );
    }

    [Fact]
    public void Reset_must_be_refused_when_its_record_would_be_longer_than_a_message()
    {
        ResetKillSwitch Reset(int engagements) =>
            new(
                Enumerable
                    .Range(1, engagements)
                    .Select(x => new EngagementId(new NodeName("desk-1"), new EngineRunId(1), x))
                    .ToValueList(),
                Some.Command(),
                new RequestedBy.Person("ann"),
                new Reason("over")
            );

        Reset(ResetKillSwitch.Limit).Engagements.Count.ShouldBe(ResetKillSwitch.Limit);
        Should.Throw<ArgumentException>(() => Reset(ResetKillSwitch.Limit + 1));
    }

    [Fact]
    public void Request_must_be_refused_when_its_fields_are_longer_than_a_header()
    {
        RequestFields Fields(int length) => new([new RequestField.Text("note", new string('x', length - 4))]);

        Fields(RequestFields.LongestText).Fields.Count.ShouldBe(1);
        Should.Throw<ArgumentException>(() => Fields(RequestFields.LongestText + 1));
        Should.Throw<ArgumentException>(() =>
            new RequestFields([new RequestField.Texts("options", Enumerable.Repeat("x", 5_000).ToValueList())])
        );
    }
}
