using RiskEngine.Contracts.Postgres;

namespace RiskEngine.Contracts;

/// <summary>What every memory of open orders must do, whoever supplies it.</summary>
public abstract class OrderLedgersContract : IAsyncLifetime
{
    /// <summary>As many as a session may have; far above what it takes, so that only another order of growth is found.</summary>
    private const int Many = 10_000;

    private static readonly TimeSpan LongEnoughForMany = TimeSpan.FromSeconds(20);

    private static readonly StrategyId Quoter = new("quoter");

    private protected abstract IOrderLedgers Ledgers { get; }

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public abstract Task DisposeAsync();

    [StoreFact]
    public async Task Orders_must_be_none_and_in_use_when_nothing_was_kept() =>
        (await Ledgers.OrdersAsync(Some.Maker)).ShouldBe(new([], OrderLedgerStanding.InUse));

    [StoreFact]
    public async Task Orders_must_be_those_that_were_opened_and_not_closed()
    {
        await Ledgers.KeepAsync(Some.Maker, [Order(1), Order(2, Quoter)], []);
        await Ledgers.KeepAsync(Some.Maker, [Order(3)], [new OrderId(1)]);

        (await Ledgers.OrdersAsync(Some.Maker)).Orders.ShouldBe([Order(2, Quoter), Order(3)]);
    }

    [StoreFact]
    public async Task Order_must_be_open_again_when_it_was_closed_before()
    {
        await Ledgers.KeepAsync(Some.Maker, [Order(1)], []);
        await Ledgers.KeepAsync(Some.Maker, [], [new OrderId(1)]);
        await Ledgers.KeepAsync(Some.Maker, [Order(1)], []);

        (await Ledgers.OrdersAsync(Some.Maker)).Orders.ShouldBe([Order(1)]);
    }

    [StoreFact]
    public async Task Order_must_have_the_strategy_that_was_said_last()
    {
        await Ledgers.KeepAsync(Some.Maker, [Order(1), Order(2, Quoter)], []);
        await Ledgers.KeepAsync(Some.Maker, [Order(1, Quoter), Order(2)], []);

        (await Ledgers.OrdersAsync(Some.Maker)).Orders.ShouldBe([Order(1, Quoter), Order(2)]);
    }

    [StoreFact]
    public async Task Order_must_have_the_terms_that_were_said_last()
    {
        var told = Order(1, Quoter) with
        {
            Terms = new OrderTerms
            {
                EnteredBy = new PrivateEndpoint("/v1/prediction-markets/order"),
                Symbol = "GEMI-BTC\"05'\\UP",
                Side = OrderSide.Sell,
                Price = 0.450m,
                Remaining = 79228162514264337593543950335m,
                PlacedAt = new DateTimeOffset(2026, 6, 1, 10, 0, 0, 123, TimeSpan.Zero).AddTicks(4567),
            },
        };
        await Ledgers.KeepAsync(Some.Maker, [told, Order(2)], []);
        (await Ledgers.OrdersAsync(Some.Maker)).Orders.ShouldBe([told, Order(2)]);

        var later = told with { Terms = told.Terms with { Remaining = 1m, Side = OrderSide.Buy } };
        await Ledgers.KeepAsync(Some.Maker, [later], [new OrderId(2)]);
        (await Ledgers.OrdersAsync(Some.Maker)).Orders.ShouldBe([later]);

        await Ledgers.KeepAsync(Some.Maker, [], [later.Id]);
        (await Ledgers.OrdersAsync(Some.Maker)).Orders.ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Change_must_mean_the_same_when_it_is_kept_twice()
    {
        await Ledgers.KeepAsync(Some.Maker, [Order(1)], []);
        var change = new OrderLedgerChange(
            [Order(2, Quoter)],
            [new OrderId(1), new OrderId(9)],
            OrderLedgerStanding.StoppedWhole
        );
        for (var i = 0; i < 2; i++)
            (await Ledgers.KeepAsync(Some.Maker, change)).As<StoreChange.Kept>();

        (await Ledgers.OrdersAsync(Some.Maker)).ShouldBe(new([Order(2, Quoter)], OrderLedgerStanding.StoppedWhole));
    }

    [StoreFact]
    public async Task Standing_must_be_the_one_that_was_kept_last()
    {
        await Ledgers.KeepAsync(Some.Maker, [Order(1)], []);
        foreach (
            var standing in (OrderLedgerStanding[])
                [
                    OrderLedgerStanding.StoppedInDoubt,
                    OrderLedgerStanding.InUse,
                    OrderLedgerStanding.StoppedWhole,
                    OrderLedgerStanding.InUse,
                ]
        )
        {
            await Ledgers.KeepAsync(Some.Maker, [], [], standing);
            (await Ledgers.OrdersAsync(Some.Maker)).ShouldBe(new([Order(1)], standing));
        }
    }

    [StoreFact]
    public async Task Sessions_must_not_share_orders()
    {
        await Ledgers.KeepAsync(Some.Maker, [Order(1), Order(2)], [], OrderLedgerStanding.StoppedWhole);
        await Ledgers.KeepAsync(Some.Taker, [Order(2, Quoter), Order(3)], [new OrderId(1)]);

        (await Ledgers.OrdersAsync(Some.Maker)).ShouldBe(new([Order(1), Order(2)], OrderLedgerStanding.StoppedWhole));
        (await Ledgers.OrdersAsync(Some.Taker)).ShouldBe(new([Order(2, Quoter), Order(3)], OrderLedgerStanding.InUse));
    }

    [StoreFact]
    public async Task Ids_must_be_kept_as_they_are_whatever_they_look_like()
    {
        KeptOrder[] orders =
        [
            new(new OrderId("00"), null),
            new(new OrderId("0'"), null),
            new(new OrderId("a%"), null),
            new(new OrderId("A%"), null),
            new(new OrderId(ulong.MaxValue), null),
            new(new OrderId(new string('~', OrderId.LongestText)), null),
        ];
        await Ledgers.KeepAsync(Some.Maker, orders, []);

        (await Ledgers.OrdersAsync(Some.Maker)).Orders.ShouldBe(orders.OrderBy(order => order.Id), ignoreOrder: false);
        await Ledgers.KeepAsync(Some.Maker, [], [new OrderId("a%")]);
        (await Ledgers.OrdersAsync(Some.Maker)).Orders.ShouldNotContain(order => order.Id.Value == "a%");
        (await Ledgers.OrdersAsync(Some.Maker)).Orders.ShouldContain(order => order.Id.Value == "A%");
    }

    [StoreFact]
    public async Task Many_orders_must_be_kept_read_and_closed_in_passable_time()
    {
        var orders = Enumerable.Range(1, Many).Select(i => Order((ulong)i, Quoter)).ToList();
        var time = new MachineTime();
        var began = time.Running;

        await Ledgers.KeepAsync(Some.Maker, orders, []);
        await Ledgers.KeepAsync(Some.Maker, [Order(Many + 1)], []);
        (await Ledgers.OrdersAsync(Some.Maker)).Orders.ShouldBe([.. orders, Order(Many + 1)]);
        await Ledgers.KeepAsync(Some.Maker, [], [.. orders.Select(order => order.Id)]);

        (await Ledgers.OrdersAsync(Some.Maker)).Orders.ShouldBe([Order(Many + 1)]);
        (time.Running - began).ShouldBeLessThan(LongEnoughForMany);
    }

    private static KeptOrder Order(ulong id, StrategyId? strategy = null) => new(new OrderId(id), strategy);
}
