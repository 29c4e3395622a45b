using System.Net.Http.Json;
using System.Text.Json;
using RiskEngine.Gemini;
using RiskEngine.Host.Access;
using RiskEngine.Host.Service;
using RiskEngine.Host.Tests.Support;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Keys;

namespace RiskEngine.Host.Tests.Cluster;

/// <summary>Two services of one cluster in this process, with one database and one exchange.</summary>
public sealed class TwoServices : IAsyncLifetime
{
    internal const string ClusterSecret = "the-token-of-this-cluster-0123456789";

    private static readonly string[] Aliases = ["maker-1", "maker-2"];

    private readonly List<RunningService> _services = [];
    private PostgresServer _server = null!;
    private GeminiSimulator _exchange = null!;

    internal static IReadOnlyList<string> Names { get; } = ["desk-1", "desk-2"];

    internal World Exchange => _exchange.World;

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.Missing is not null)
            return;
        _server = await PostgresServer.StartAsync();
        var database = await _server.NewDatabaseAsync();
        _exchange = await GeminiSimulator.StartAsync(
            new SimulatorOptions
            {
                Accounts = [.. Aliases.Select(alias => new Account($"of-{alias}"))],
                Credentials =
                [
                    .. Aliases.Select(alias => new ApiKey(alias, $"account-{alias}", $"secret-{alias}")
                    {
                        Account = $"of-{alias}",
                    }),
                ],
            },
            TimeProvider.System,
            CancellationToken.None
        );
        var operators = OperatorsReading
            .Of(RunningHost.Operators, File.ReadAllText)
            .ShouldBeOfType<OperatorsResult.Valid>();
        foreach (var name in Names)
            _services.Add(
                await RunningService.StartAsync(
                    new ServicePlan(
                        Settings(name, database),
                        new Operators(operators.Known),
                        null,
                        TimeProvider.System
                    ),
                    [],
                    CancellationToken.None
                )
            );
        await RunningHost.UntilAsync(async () =>
            (await SessionsAsync(0)).All(x => x.State == "active")
            && (await SessionsAsync(0)).Select(x => x.Node).Distinct().Count() == Names.Count
            && (await SessionsAsync(0)).SequenceEqual(await SessionsAsync(1))
        );
    }

    public async Task DisposeAsync()
    {
        foreach (var service in _services)
            await service.DisposeAsync();
        if (_exchange is not null)
            await _exchange.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    internal Uri AddressOf(int node) => _services[node].Address;

    /// <summary>The sessions as a node shows them.</summary>
    internal async Task<List<(string Alias, string? Node, string State)>> SessionsAsync(int node) =>
        [
            .. (await GetAsync(node, "/api/sessions"))
                .GetProperty("sessions")
                .EnumerateArray()
                .Select(x =>
                    (
                        x.GetProperty("alias").GetString()!,
                        x.TryGetProperty("node", out var name) ? name.GetString() : null,
                        x.GetProperty("state").GetString()!
                    )
                ),
        ];

    internal async Task<JsonElement> GetAsync(int node, string path)
    {
        using var client = Client(node);
        return await client.GetFromJsonAsync<JsonElement>(path);
    }

    internal async Task<JsonElement> PostAsync(int node, string path, object body, string token = RunningHost.Alice)
    {
        using var client = Client(node, token);
        using var answer = await client.PostAsJsonAsync(path, body);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    internal void PlaceOrder(string alias) =>
        Exchange.Place(
            new Simulator.Book.OrderTicket("btcusd", Simulator.Book.Side.Buy, 1m, 50_000m),
            TimeProvider.System.GetUtcNow(),
            alias
        );

    private HttpClient Client(int node, string token = RunningHost.Alice)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = AddressOf(node) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    private RiskEngineSettings Settings(string name, string database)
    {
        var address = $"http://127.0.0.1:{PostgresServer.FreePort()}";
        var read = GivenConfiguration
            .Of(
                new ConfigurationText(
                    "test",
                    $$"""
                    risk-engine {
                      node = {{name}}
                      store.kind = postgres
                      cluster { kind = postgres, address = "{{address}}", round-every = 100ms }
                      # No node is given up, and nothing sent a second time, because the machine is busy.
                      cluster { connect-timeout = 15s, lease-duration = 60s, silence-limit = 60s, coordination-loss-limit = 50s }
                      gemini { request-timeout = 20s, connect-timeout = 15s }
                      guardian { attempt-timeout = 25s, hedge-after = 20s, verify-pause = 5ms }
                      service { listen = "{{address}}", sign-in.failures = 1000 }
                      gemini.rest-base-address = "{{_exchange.BaseAddress.GetLeftPart(UriPartial.Authority)}}"
                      sessions {
                        maker-1 { }
                        maker-2 { }
                      }
                    }
                    """
                )
            )
            .Settings(new KnownSecrets(database), new GeminiExchange(TimeProvider.System));
        (read as SettingsResult.Faulty)?.Faults.ShouldBeEmpty();
        return ((SettingsResult.Valid)read).Settings;
    }

    private sealed class KnownSecrets(string database) : ISecretSource
    {
        public string? Variable(string name) =>
            name switch
            {
                "RISKENGINE__STORE__POSTGRES" => database,
                "RISKENGINE__CLUSTER__TOKEN" => ClusterSecret,
                _ when name.EndsWith("__APIKEY", StringComparison.Ordinal) => $"account-{name.Split("__")[2]}",
                _ when name.EndsWith("__APISECRET", StringComparison.Ordinal) => $"secret-{name.Split("__")[2]}",
                _ => null,
            };

        public string File(string path) => throw new FileNotFoundException("A test has no files.", path);
    }
}
