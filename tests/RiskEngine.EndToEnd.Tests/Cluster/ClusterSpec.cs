#pragma warning disable CA1001 // Closed by xunit's own asynchronous end of a test.
using RiskEngine.Storage.Tests;
using RiskEngine.Storage.Tests.Postgres;

namespace RiskEngine.EndToEnd.Tests.Cluster;

/// <summary>
/// Three service processes, one database, one exchange: whatever fails, the exchange's own log shows no order after an
/// answered engagement, and no nonce below an earlier one.
/// </summary>
public sealed class ClusterSpec : IAsyncLifetime
{
    private static readonly string[] Aliases = ["maker-1", "maker-2", "maker-3"];

    /// <summary>Above what a node may take to halt itself: told of a record, finding it, or noticing that the store is gone.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder = new();
    private readonly List<ServiceNode> _nodes = [];
    private PostgresServer _server = null!;
    private ExchangeLog _exchange = null!;
    private string _database = "";

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.Missing is not null)
            return;
        try
        {
            await StartEverythingAsync();
        }
        catch
        {
            // Nobody else would end the processes: a test that was not made ready is not ended either.
            await DisposeAsync();
            throw;
        }
    }

    private async Task StartEverythingAsync()
    {
        _server = await PostgresServer.StartAsync();
        _database = await _server.NewDatabaseAsync();
        _exchange = await ExchangeLog.StartAsync(Aliases);
        await Task.WhenAll(StartAsync("desk-1"), StartAsync("desk-2"), StartAsync("desk-3"));
        // A session that is on its way from one node to another while the database goes is nobody's until it is back.
        await UntilAsync(async () =>
            (await Task.WhenAll(_nodes.Select(x => x.ActiveSessionsAsync()))).All(count => count == 1)
        );
        await EveryoneTradesAsync(Now);
    }

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        if (_exchange is not null)
            await _exchange.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [PostgresFact]
    public async Task Engagement_must_stop_every_session_of_every_node_and_reset_open_them_again()
    {
        foreach (var node in _nodes)
            (await node.IsReadyAsync()).ShouldBeTrue();
        var before = Now;
        var epoch = await _nodes[0].EngageAsync(Deadline);
        var answered = Now;

        foreach (var alias in Aliases)
            _exchange.CancelsSince(before, alias).ShouldBeGreaterThan(0, alias);
        foreach (var node in _nodes)
            (await node.SwitchAsync()).ShouldBe("engaged");

        // A node that comes while it is engaged, and one that dies and comes again, trade no more than the others.
        await _nodes[2].KillAsync();
        await StartAsync("desk-4");
        await StartAsync("desk-3");
        await NothingIsTakenAsync(answered);
        (await _nodes[^1].SwitchAsync()).ShouldBe("engaged");

        var reset = Now;
        await _nodes[1].ResetAsync(epoch);
        await EveryoneTradesAsync(reset);
        _exchange.FallenNonces().ShouldBeEmpty();
    }

    [PostgresFact]
    public async Task Sessions_of_a_killed_node_must_trade_on_another_with_higher_nonces()
    {
        await _nodes[0].KillAsync();

        await EveryoneTradesAsync(Now + TimeSpan.FromSeconds(1));

        _exchange.FallenNonces().ShouldBeEmpty();
    }

    [PostgresFact]
    public async Task Engagement_must_stop_every_session_when_the_database_is_stopped_and_hold_when_it_is_back()
    {
        var before = Now;
        await _server.StopAsync();
        await EngageWithoutDatabaseAsync(before);

        await _server.StartAgainAsync();
        await EveryoneAgreesAsync();
    }

    [PostgresFact]
    public async Task Engagement_must_stop_every_session_when_the_database_hangs_and_hold_when_it_goes_on()
    {
        var before = Now;
        await _server.PauseAsync();
        await EngageWithoutDatabaseAsync(before);

        await _server.ResumeAsync();
        await EveryoneAgreesAsync();
    }

    [PostgresFact]
    public async Task Two_nodes_that_engage_at_once_must_both_be_obeyed_and_need_a_reset_of_both()
    {
        var epochs = await Task.WhenAll(_nodes[0].EngageAsync(Deadline), _nodes[1].EngageAsync(Deadline));
        var answered = Now;
        await NothingIsTakenAsync(answered);

        await UntilAsync(async () =>
        {
            await Task.WhenAll(_nodes.Select(x => x.ResetAsync(epochs.Max())));
            return (await StatesAsync()).All(x => x == "clear");
        });
        await EveryoneTradesAsync(Now);
    }

    /// <summary>Nobody can hear of it: whoever runs a session has canceled it by the engagement, or for want of the database.</summary>
    private async Task EngageWithoutDatabaseAsync(DateTimeOffset before)
    {
        await _nodes[0].EngageAsync(Deadline);
        var answered = Now;
        foreach (var alias in Aliases)
            _exchange.CancelsSince(before, alias).ShouldBeGreaterThan(0, alias);
        await NothingIsTakenAsync(answered);
    }

    /// <summary>What one node has engaged while nobody heard it is everybody's, and nothing was taken meanwhile.</summary>
    private async Task EveryoneAgreesAsync()
    {
        var back = Now;
        await UntilAsync(async () => (await StatesAsync()).All(x => x == "engaged"));
        _exchange.OrdersSince(back).ShouldBe(0);
        _exchange.FallenNonces().ShouldBeEmpty();
    }

    private async Task<string[]> StatesAsync() => await Task.WhenAll(_nodes.Select(x => x.SwitchAsync()));

    private Task EveryoneTradesAsync(DateTimeOffset since) =>
        UntilAsync(() => Task.FromResult(Aliases.All(x => _exchange.OrdersSince(since, x) > 0)));

    /// <summary>For as long as strategies ask several times.</summary>
    private async Task NothingIsTakenAsync(DateTimeOffset since)
    {
        var end = Now + TimeSpan.FromSeconds(3);
        await UntilAsync(() => Task.FromResult(Now >= end));
        _exchange.OrdersSince(since).ShouldBe(0, $"{string.Join('\n', _exchange.Requests.Where(x => x.At >= since))}");
    }

    private async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException(
                    $"What was waited for did not come.\n{string.Join("\n\n", _nodes.Select(x => x.Said))}"
                );
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private async Task StartAsync(string name)
    {
        var file = _folder.PathOf($"{name}.hocon");
        await File.WriteAllTextAsync(
            file,
            $$"""
            risk-engine {
              node = {{name}}
              store.kind = postgres
              cluster {
                kind = postgres
                lease-duration = 5s
                silence-limit = 5s
                round-every = 500ms
                coordination-loss-limit = 3s
                cancel-on-coordination-loss = on
              }
              simulator { enabled = on, address = "{{_exchange.Address}}" }
              kill-switch.store-retry = 250ms
              guardian.rate { requests-per-second = 100, burst = 100 }
              sessions {
                {{string.Join("\n    ", Aliases.Select(x => $"{x} {{ }}"))}}
              }
            }
            """
        );
        var node = await ServiceNode.StartAsync(name, file, _database, Aliases);
        lock (_nodes)
            _nodes.Add(node);
    }
}
