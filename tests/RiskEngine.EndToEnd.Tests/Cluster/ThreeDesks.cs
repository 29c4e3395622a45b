namespace RiskEngine.EndToEnd.Tests.Cluster;

/// <summary>Three service processes, one database, one exchange, and three sessions whose strategies keep placing orders.</summary>
internal sealed class ThreeDesks : IAsyncDisposable
{
    internal static readonly string[] Aliases = ["maker-1", "maker-2", "maker-3"];

    private static readonly string[] Names = ["desk-1", "desk-2", "desk-3"];

    /// <summary>
    /// Far above what a node may take to halt itself: told of a record, finding it, or noticing that the store is gone. An
    /// answer that has everything comes before.
    /// </summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>How long nodes keep their sessions where none is to lose one, however busy the machine.</summary>
    internal static readonly TimeSpan KeptAllAlong = TimeSpan.FromSeconds(20);

    /// <summary>Ends a test that hangs, and nothing else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly TemporaryFolder _folder = new();
    private readonly List<ServiceNode> _nodes = [];
    private readonly TimeSpan _keeps;
    private string _database = "";

    private readonly bool _isOverAkka;
    private readonly string _more;
    private readonly Dictionary<string, int> _ports = [];

    private ThreeDesks(TimeSpan keeps, bool isOverAkka, string more) =>
        (_keeps, _isOverAkka, _more) = (keeps, isOverAkka, more);

    internal PostgresServer Server { get; private set; } = null!;

    internal ExchangeLog Exchange { get; private set; } = null!;

    internal IReadOnlyList<ServiceNode> Nodes
    {
        get
        {
            lock (_nodes)
                return [.. _nodes.OrderBy(x => x.Name, StringComparer.Ordinal)];
        }
    }

    internal static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>All of it, each node with one session, and orders taken from each.</summary>
    /// <param name="keeps">How long a node that says nothing keeps its session; null: 5 s, the default.</param>
    /// <param name="isOverAkka">Whether nodes talk over Akka.Cluster; else over HTTP.</param>
    /// <param name="more">What every node is told besides, below <c>risk-engine</c>.</param>
    internal static async Task<ThreeDesks> StartAsync(TimeSpan? keeps = null, bool isOverAkka = true, string more = "")
    {
        var desks = new ThreeDesks(keeps ?? TimeSpan.FromSeconds(5), isOverAkka, more);
        try
        {
            foreach (var name in Names)
                desks._ports[name] = PostgresServer.FreePort();
            desks.Server = await PostgresServer.StartAsync();
            desks._database = await desks.Server.NewDatabaseAsync();
            desks.Exchange = await ExchangeLog.StartAsync(Aliases);
            await Task.WhenAll(Names.Select(desks.StartAsync));
            await desks.UntilAsync(async () => await desks.HoldersAsync() == 3);
            await desks.EveryoneTradesAsync(Now);
            return desks;
        }
        catch
        {
            await desks.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        if (Exchange is not null)
            await Exchange.DisposeAsync();
        if (Server is not null)
            await Server.DisposeAsync();
        _folder.Dispose();
    }

    internal async Task StartAsync(string name)
    {
        var file = _folder.PathOf($"{name}.hocon");
        var address = new Uri($"http://127.0.0.1:{PostgresServer.FreePort()}");
        await File.WriteAllTextAsync(
            file,
            $$"""
            risk-engine {
              node = {{name}}
              store.kind = postgres
              cluster {
                {{Talking(name, address).Replace(", ", "\n    ", StringComparison.Ordinal)}}
                round-every = 500ms
                lease-duration = {{_keeps.TotalSeconds}}s
                silence-limit = {{_keeps.TotalSeconds}}s
                cancel-on-coordination-loss = on
              }
              simulator { enabled = on, address = "{{Exchange.Address}}" }
              kill-switch.store-retry = 250ms
              guardian.rate { requests-per-second = 100, burst = 100 }
              {{_more}}
              sessions {
                {{string.Join("\n    ", Aliases.Select(x => $"{x} {{ }}"))}}
              }
            }
            """
        );
        var node = await ServiceNode.StartAsync(name, file, address, _database, Aliases);
        lock (_nodes)
            _nodes.Add(node);
    }

    /// <summary>A node that comes again is where it was: those that are up are its way back in.</summary>
    private string Talking(string name, Uri address)
    {
        if (!_isOverAkka)
            return $"kind = postgres, address = \"{address}\"";
        lock (_ports)
            _ports.TryAdd(name, PostgresServer.FreePort());
        var seeds = string.Join(",", Names.Select(x => $"tcp://127.0.0.1:{_ports[x]}"));
        return $"kind = akka, address = \"tcp://127.0.0.1:{_ports[name]}\", seeds = \"{seeds}\"";
    }

    /// <summary>Kills a node's process, and counts on it no more.</summary>
    internal async Task KillAsync(ServiceNode node)
    {
        lock (_nodes)
            _nodes.Remove(node);
        await node.DisposeAsync();
    }

    /// <returns>The engagement's id.</returns>
    internal static Task<string> EngageAsync(ServiceNode node) => node.EngageAsync(Deadline);

    /// <summary>Which session has which lease on which node, by the database's word.</summary>
    internal async Task<string> PlacesAsync() =>
        $"{await SqlAsync("SELECT string_agg(session || ' ' || node || ' ' || token, ', ' ORDER BY session) FROM risk_engine.session_lease")}";

    /// <summary>Every session's cancel was taken by the exchange, wherever it came from.</summary>
    internal Task EverySessionIsCanceledAsync(DateTimeOffset since) =>
        UntilAsync(() => Task.FromResult(Aliases.All(x => Exchange.CancelsSince(since, x) > 0)));

    internal Task EveryoneTradesAsync(DateTimeOffset since) =>
        UntilAsync(() => Task.FromResult(Aliases.All(x => Exchange.OrdersSince(since, x) > 0)));

    /// <summary>Every node that lives says so of the kill switch.</summary>
    internal Task EveryoneSaysAsync(string state) =>
        UntilAsync(async () => (await Task.WhenAll(Nodes.Select(x => x.SwitchAsync()))).All(x => x == state));

    /// <summary>For as long as strategies ask several times, the exchange takes no order. Of what it was sent before no nonce fell.</summary>
    internal async Task NothingIsTakenAsync(DateTimeOffset since)
    {
        var end = Now + TimeSpan.FromSeconds(3);
        await UntilAsync(() => Task.FromResult(Now >= end));
        Exchange.OrdersSince(since).ShouldBe(0, $"{string.Join('\n', Exchange.Requests.Where(x => x.At >= since))}");
        NoNonceFell();
    }

    internal void NoNonceFell() =>
        Exchange.FallenNonces().ShouldBeEmpty(string.Join("\n\n", Nodes.Select(x => x.Said)));

    internal async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException(
                    $"What was waited for did not come.\n{string.Join("\n\n", Nodes.Select(x => x.Said))}"
                );
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>How many nodes hold a session.</summary>
    private async Task<long> HoldersAsync() =>
        await SqlAsync("SELECT count(DISTINCT node) FROM risk_engine.session_lease WHERE kept_until IS NOT NULL")
            is long count
            ? count
            : 0;

    private Task<object?> SqlAsync(string sql) => PostgresServer.ScalarAsync(_database, sql);
}
