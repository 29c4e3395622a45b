#pragma warning disable CA1001 // Closed by xunit's own asynchronous end of a test.
namespace RiskEngine.Storage.Tests.Postgres;

/// <summary>A lease is kept by a row and by a lock; each holds where the other one does not.</summary>
[NeedsPostgres, Collection(OneServer.Name)]
public sealed class PostgresLeaseGuardsSpec(SharedServer shared) : IAsyncLifetime
{
    /// <summary>No lease ends while a test is at work, however busy the machine.</summary>
    private static readonly ClusterTerms Terms = new(PostgresNodes.Patience, PostgresNodes.Patience);

    private readonly IPassingTime _clock = new MachineTime();
    private PostgresNodes _nodes = null!;

    public async Task InitializeAsync() => _nodes = new PostgresNodes(await shared.Server.NewDatabaseAsync(), Terms);

    public Task DisposeAsync() => _nodes.DisposeAsync().AsTask();

    [StoreFact]
    public async Task Session_must_stay_taken_while_its_holder_is_connected_when_the_servers_clock_steps_forward()
    {
        var (first, second) = (_nodes.Store("desk-1").Leases, _nodes.Store("desk-2").Leases);
        var lease = await first.GrantAsync(Some.Maker);
        await _nodes.SqlAsync("UPDATE risk_engine.session_lease SET kept_until = kept_until - interval '1 day'");

        (await second.AcquireAsync(Some.Maker, await second.SeenAsync(Some.Maker)))
            .As<LeaseAcquisition.Taken>()
            .Holder.Token.ShouldBe(lease.Token);
        (await first.RenewedAsync(lease)).ShouldHaveSingleItem();
    }

    [StoreFact]
    public async Task Session_must_stay_taken_until_the_lease_ends_when_its_holders_connection_is_lost()
    {
        await using var nodes = new PostgresNodes(
            _nodes.Address,
            new ClusterTerms(TimeSpan.FromSeconds(1), PostgresNodes.Patience)
        );
        var (first, second) = (nodes.Store("desk-1").Leases, nodes.Store("desk-2").Leases);
        var lease = await first.GrantAsync(Some.Maker);
        await EndSessionsAsync("desk-1");

        await _clock.UntilAsync(() => second.TakeOverAsync(Some.Maker));
        lease.HoldsAt(_clock.Running).ShouldBeFalse();
        (await first.RenewedAsync(lease)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Lease_must_go_on_when_its_holders_connection_is_lost_and_it_connects_again_in_time()
    {
        var (first, second) = (_nodes.Store("desk-1").Leases, _nodes.Store("desk-2").Leases);
        var lease = await first.GrantAsync(Some.Maker);
        await EndSessionsAsync("desk-1");

        (await first.RenewedAsync(lease)).ShouldHaveSingleItem().Token.ShouldBe(lease.Token);

        await _nodes.SqlAsync("UPDATE risk_engine.session_lease SET kept_until = kept_until - interval '1 day'");
        (await second.TakeOverAsync(Some.Maker)).ShouldBeNull();
    }

    [StoreFact]
    public async Task Lease_must_go_on_by_its_row_when_the_lock_of_a_lost_connection_is_still_held()
    {
        var first = _nodes.Store("desk-1").Leases;
        var lease = await first.GrantAsync(Some.Maker);
        await EndSessionsAsync("desk-1");
        await using var other = new Npgsql.NpgsqlConnection($"{_nodes.Address};Pooling=false");
        await other.OpenAsync();
        await using var take = new Npgsql.NpgsqlCommand(
            $"SELECT pg_advisory_lock(hashtextextended('risk-engine/{Some.Maker}', 0))",
            other
        );
        await take.ExecuteNonQueryAsync();

        (await first.RenewedAsync(lease)).ShouldHaveSingleItem().Token.ShouldBe(lease.Token);
    }

    [StoreFact]
    public async Task Listener_must_be_called_and_hear_again_when_its_connection_is_lost()
    {
        var heard = new SemaphoreSlim(0);
        using var subscription = _nodes.Store("desk-2").KillSwitchChanges.Subscribe(() => heard.Release());
        (await heard.WaitAsync(PostgresNodes.Patience)).ShouldBeTrue("it calls when it begins to listen");
        await EndSessionsAsync("desk-2");
        (await heard.WaitAsync(PostgresNodes.Patience)).ShouldBeTrue("it calls when it listens again");

        await _nodes.Store("desk-1").KillSwitchLog.KeepAsync(Some.Engagement(1));

        (await heard.WaitAsync(PostgresNodes.Patience)).ShouldBeTrue("it hears");
    }

    private Task EndSessionsAsync(string node) =>
        _nodes.SqlAsync(
            $"""
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE application_name = 'risk-engine {node}' AND datname = current_database()
            """
        );
}
