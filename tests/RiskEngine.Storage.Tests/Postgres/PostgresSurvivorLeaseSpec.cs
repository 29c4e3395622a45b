#pragma warning disable CA1001 // Closed by xunit's own asynchronous end of a test.
namespace RiskEngine.Storage.Tests.Postgres;

/// <summary>One side of a broken network goes on.</summary>
[NeedsPostgres, Collection(OneServer.Name)]
public sealed class PostgresSurvivorLeaseSpec(SharedServer shared) : IAsyncLifetime
{
    private readonly IPassingTime _clock = new MachineTime();
    private PostgresNodes _nodes = null!;

    public async Task InitializeAsync() => _nodes = new PostgresNodes(await shared.Server.NewDatabaseAsync());

    public Task DisposeAsync() => _nodes.DisposeAsync().AsTask();

    [StoreFact]
    public async Task Lease_must_be_one_nodes_until_it_is_given_back()
    {
        var (first, second) = (_nodes.Store("desk-1").Survivor, _nodes.Store("desk-2").Survivor);

        (await first.TakeAsync()).ShouldBeTrue();
        (await first.TakeAsync()).ShouldBeTrue();
        (await second.TakeAsync()).ShouldBeFalse();
        (first.IsHeld, second.IsHeld).ShouldBe((true, false));

        await first.GiveBackAsync();

        first.IsHeld.ShouldBeFalse();
        await _clock.UntilAsync(async () => await second.TakeAsync() ? second : null);
        (await first.TakeAsync()).ShouldBeFalse();
    }

    [StoreFact]
    public async Task Lease_must_be_free_when_its_holder_is_gone()
    {
        var second = _nodes.Store("desk-2").Survivor;
        await using (var gone = new PostgresNodes(_nodes.Address))
            (await gone.Store("desk-1").Survivor.TakeAsync()).ShouldBeTrue();

        await _clock.UntilAsync(async () => await second.TakeAsync() ? second : null);
    }

    [StoreFact]
    public async Task Lease_must_not_be_given_when_nobody_can_ask_the_database()
    {
        await using var nowhere = new PostgresNodes("Host=127.0.0.1;Port=1;Username=nobody;Database=none");

        (await nowhere.Store("desk-1").Survivor.TakeAsync()).ShouldBeFalse();
    }
}
