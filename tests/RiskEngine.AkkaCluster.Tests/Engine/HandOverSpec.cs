namespace RiskEngine.AkkaCluster.Tests.Engine;

/// <summary>What a node knows of the orders of a session that it takes over.</summary>
public sealed class HandOverSpec
{
    [Theory]
    [InlineData("postgres", 1)]
    [InlineData("memory", 0)]
    public async Task Open_orders_must_be_known_to_the_successor_when_the_nodes_share_their_store(
        string store,
        int known
    )
    {
        var ledgers = new InProcessOrderLedgers();
        await using var desk = await Desk.StartAsync(
            3,
            store,
            () => new RiskEnginePorts { OrderLedgers = store == "postgres" ? ledgers : new InProcessOrderLedgers() }
        );
        var session = Desk.Sessions[0];
        var placed = await desk.PlaceAsync(session);
        var holder = placed.Node!;
        placed.KnownOrders.ShouldBe(1);

        await desk.ForgetAsync(holder);

        var successor = await desk.StatusAsync(session, status => status.Node != holder);
        successor.KnownOrders.ShouldBe(known);
    }
}
