using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class OutcomeDetailsSpec
{
    private static readonly OrderTerms Told = new()
    {
        Symbol = "btcusd",
        Side = OrderSide.Buy,
        Price = 100m,
        Remaining = 0.5m,
        PlacedAt = Noon,
    };

    [Fact]
    public void Orders_that_may_be_live_must_be_told_with_what_is_known_of_them()
    {
        var guardian = new GuardianScript(AccountLimits);
        OrderLedgerSpec.Open(guardian, "o1", 5);
        var cancel = guardian.ReceivesCancel("c1", Sec(2));
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted());
        while (!guardian.State.Cancels.IsEmpty)
            if (guardian.TakeSingleCancel() is { } single)
                guardian.Answers(single, Says.Unknown());
            else
                ReconciliationSpec.LooksWhenever(
                    guardian,
                    new ExchangeAnswer.OpenOrdersRead([
                        new OpenOrder(new OrderId(5), null) { Terms = Told },
                        new OpenOrder(new OrderId(9), null) { Terms = Told with { Side = OrderSide.Sell } },
                        new OpenOrder(new OrderId(10), null),
                    ])
                );

        var partial = guardian.MustAnswer<SessionCancelPartial>(cancel);
        partial.Details.ShouldBe([
            new OrderDetail(
                new OrderId(5),
                new StrategyId("strategy-1"),
                Told with
                {
                    EnteredBy = Order("any").Endpoint,
                }
            ),
            new OrderDetail(new OrderId(9), null, Told with { Side = OrderSide.Sell }),
        ]);
        partial.Others.ShouldBe(Ids(9, 10));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Outcome_must_say_what_it_does_not_cover(bool listsKnowAll)
    {
        var capabilities = OwnOrdersLimits.Capabilities;
        var guardian = new GuardianScript(
            OwnOrdersLimits with
            {
                Capabilities = listsKnowAll ? capabilities : capabilities with { ListsKnow = OrdersWithoutHidden },
            }
        );
        var cancel = guardian.ReceivesCancel("c1");
        new Book(guardian).ServeUntilAnswered();

        var canceled = guardian.MustAnswer<SessionCanceled>(cancel);
        canceled.Details.ShouldBeEmpty();
        canceled.NotCovered.ShouldBe(
            listsKnowAll ? [NotCovered.Positions] : [NotCovered.Positions, NotCovered.UnlistedOrders]
        );
    }
}
