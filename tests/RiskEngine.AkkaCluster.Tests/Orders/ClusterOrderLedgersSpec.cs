namespace RiskEngine.AkkaCluster.Tests.Orders;

public sealed class ClusterOrderLedgersSpec
{
    private static readonly SessionKey Session = new(
        ExchangeName.Gemini,
        AccountName.OfTheKey,
        new SessionAlias("maker-1")
    );

    private static readonly StoreSettings Shared = new StoreSettings.Postgres(new Secret("Host=x"), "data");
    private static readonly StoreSettings File = new StoreSettings.Sqlite("data/x.db", 1 << 20);

    [Fact]
    public void Memory_must_be_the_shared_one_when_the_nodes_share_a_database()
    {
        var own = new InProcessOrderLedgers();

        var ledgers = ClusterOrderLedgers.Of(Shared, own);

        ledgers.ShouldBeSameAs(own);
        ClusterOrderLedgers.Warning(ledgers).ShouldBeNull();
    }

    [Fact]
    public async Task Orders_must_be_known_and_never_all_when_only_one_node_remembers_them()
    {
        foreach (var store in new[] { File, new StoreSettings.Memory() })
        {
            var ledgers = ClusterOrderLedgers.Of(store, new InProcessOrderLedgers()).ShouldNotBeNull();
            ClusterOrderLedgers.Warning(ledgers).ShouldNotBeNull().ShouldContain("for itself");
            var order = new KeptOrder(new OrderId(1), new StrategyId("quoter"));

            await ledgers.KeepAsync(Session, new OrderLedgerChange([order], [], OrderLedgerStanding.StoppedWhole));

            (await ledgers.ReadAsync(Session)).ShouldBe(
                new OrderLedgerReading.Known([order], OrderLedgerStanding.InUse)
            );
        }
    }

    [Fact]
    public void Warning_must_say_so_when_nothing_remembers_open_orders()
    {
        ClusterOrderLedgers.Of(Shared, null).ShouldBeNull();
        ClusterOrderLedgers.Warning(null).ShouldNotBeNull().ShouldContain("nowhere");
    }
}
