using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Storage;

namespace RiskEngine.Tests.Wire;

/// <summary>Two lives of an engine on one store: what the first knew of open orders, the second knows too.</summary>
public sealed class RestartOverHttpSpec : OverHttpSpec
{
    private const string Session = "maker { verification = own-orders, nonce.unit = microseconds }";

    private readonly TemporaryFolder _folder = new();
    private readonly ActorSystem _first = ActorSystem.Create(
        "first",
        ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }")
    );

    private protected override async Task EndAsync()
    {
        await _first.Terminate();
        _folder.Dispose();
    }

    [Fact]
    public async Task Orders_must_be_known_and_the_list_be_quiet_when_the_first_life_was_killed()
    {
        await using var live = Open("live.db");
        await TradeAsync(live);
        await AwaitAssertAsync(
            async () =>
                (await OrdersOf(live))
                    .Orders.Select(order => order.Id)
                    .ShouldBe(OpenAtTheExchange(), ignoreOrder: true),
            Patience
        );

        // What a disk holds of a process that was killed: no file was closed, and the log was not folded in.
        foreach (var file in (string[])["live.db", "live.db-wal"])
            File.Copy(_folder.PathOf(file), _folder.PathOf(file.Replace("live", "left")));
        await using var left = Open("left.db");
        var canceled = await CancelInSecondLifeAsync(left);

        canceled.Proof.ShouldBe(CancelProof.ListQuiet);
    }

    [Fact]
    public async Task Orders_must_be_all_and_the_first_look_prove_when_the_first_life_stopped_in_order()
    {
        await using var store = Open("live.db");
        await TradeAsync(store);
        await _first.Terminate();
        (await OrdersOf(store)).Standing.ShouldBe(OrderLedgerStanding.StoppedWhole);

        var canceled = await CancelInSecondLifeAsync(store);

        canceled.Proof.ShouldBe(CancelProof.EveryOrderClosed);
        canceled.Effort.Attempts.ShouldHaveSingleItem();
    }

    /// <summary>Proves the session empty, so that every order is known from then on, and places two.</summary>
    private async Task TradeAsync(SqliteStore store)
    {
        var engine = await Start(_first, PortsOf(store), Session);
        await Placed(engine);
        (await engine.Router.Ask<SessionCancelOutcome>(Cancel("maker"), Patience)).ShouldBeOfType<SessionCanceled>();
        await Placed(engine);
        await Placed(engine);
    }

    private async Task<SessionCanceled> CancelInSecondLifeAsync(SqliteStore store)
    {
        var open = OpenAtTheExchange();
        open.Count.ShouldBe(2);
        (await OrdersOf(store))
            .Orders.Select(order => (order.Id, order.Strategy))
            .ShouldBe(open.Select(id => (id, (StrategyId?)Quoter)), ignoreOrder: true);
        var engine = await Start(Sys, PortsOf(store), Session);
        var status = await engine.Router.Ask<SessionStatus>(new GetSessionStatus(KeyOf("maker")), Patience);
        status.KnownOrders.ShouldBe(2);

        var canceled = (
            await engine.Router.Ask<SessionCancelOutcome>(Cancel("maker"), Patience)
        ).ShouldBeOfType<SessionCanceled>();
        canceled.Canceled.ShouldBe(open, ignoreOrder: true);
        return canceled;
    }

    private async Task Placed(RiskEngineHandle engine) =>
        (
            await engine.Router.Ask<PrivateRequestOutcome>(NewOrder("maker"), Patience)
        ).ShouldBeOfType<PrivateRequestAnswered>();

    private List<OrderId> OpenAtTheExchange() =>
        [.. Exchange.World.OpenOrdersOf("maker").Select(order => new OrderId((ulong)order.Id))];

    private SqliteStore Open(string file) => new(new SqliteStoreOptions(_folder.PathOf(file)));

    private static async Task<OrderLedgerReading.Known> OrdersOf(SqliteStore store) =>
        (await store.OrderLedgers.ReadAsync(KeyOf("maker"))).ShouldBeOfType<OrderLedgerReading.Known>();

    private static RiskEnginePorts PortsOf(SqliteStore store) =>
        RiskEnginePorts.Default with
        {
            NonceMarks = store.NonceMarks,
            OrderLedgers = store.OrderLedgers,
        };
}
