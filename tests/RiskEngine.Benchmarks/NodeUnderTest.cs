using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Storage;

namespace RiskEngine.Benchmarks;

/// <summary>One node of a cluster, all of them in this process, so that one clock measures what happens between them.</summary>
internal sealed class NodeUnderTest : IAsyncDisposable, ISecretSource
{
    private static readonly SessionKey Session = EngineUnderTest.Session;
    private static readonly RequestedBy.Person By = new("bench");
    private static readonly Reason Why = new("a benchmark");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(2);

    private readonly string _database;
    private ActorSystem _system = null!;
    private EngineStore _store = null!;
    private RiskEngineHandle _engine = null!;
    private Task<KillSwitchEngaged> _engaged = null!;
    private int _commands;

    private NodeUnderTest(string database) => _database = database;

    internal static async Task<NodeUnderTest> StartAsync(string name, string database, IExchange exchange)
    {
        var node = new NodeUnderTest(database);
        var config = ConfigurationFactory.ParseString(
            $$"""
            akka { loglevel = OFF, stdout-loglevel = OFF }
            risk-engine {
              node = {{name}}
              store.kind = postgres
              # Long ones: a busy machine is not what is measured.
              cluster { kind = postgres, lease-duration = 60s, silence-limit = 60s, coordination-loss-limit = 30s }
              sessions { bench { verification = none } }
            }
            """
        );
        var settings = RiskEngineSettings.Read(config, node, exchange) switch
        {
            SettingsResult.Valid valid => valid.Settings,
            var faulty => throw new InvalidOperationException(faulty.ToString()),
        };
        node._store = EngineStore.Open(
            settings.Store,
            settings.Node,
            TimeProvider.System,
            terms: settings.Cluster!.Terms
        );
        var shared = node._store.Shared!;
        node._system = ActorSystem.Create(name, config);
        node._engine = await node._system.StartRiskEngine(
            settings,
            new RiskEnginePorts
            {
                NonceMarks = node._store.NonceMarks,
                KillSwitchLog = node._store.KillSwitchLog,
                Cluster = new ClusterPorts(shared.Leases, shared.Roster, shared.KillSwitchChanges),
            }
        );
        return node;
    }

    internal void Engage() =>
        _engaged = _engine.KillSwitch.Ask<KillSwitchEngaged>(
            new EngageKillSwitch(KillSwitchScope.Everything.Instance, NewId(), By, Why),
            Patience
        );

    internal async Task ResetAsync()
    {
        var engaged = await _engaged;
        await _engine.KillSwitch.Ask<KillSwitchReset>(
            new ResetKillSwitch([engaged.Engagement.Id], NewId(), By, Why),
            Patience
        );
    }

    /// <summary>Waits until the session's guardian is here and takes orders.</summary>
    internal async Task UntilActiveAsync()
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        while (
            await _engine.Router.Ask<object>(new GetSessionStatus(Session), Patience)
                is not SessionStatus { State: SessionState.Active, PendingCancels: 0 }
        )
            await Task.Delay(Poll, TimeProvider.System, limit.Token);
    }

    public string? Variable(string name) =>
        name switch
        {
            "RISKENGINE__STORE__POSTGRES" => _database,
            "RISKENGINE__SESSIONS__bench__APIKEY" => SimulatorProcess.EngineKey,
            "RISKENGINE__SESSIONS__bench__APISECRET" => SimulatorProcess.Secret,
            _ => null,
        };

    public string File(string path) => throw new FileNotFoundException("A benchmark has no files.", path);

    public async ValueTask DisposeAsync()
    {
        await _system.Terminate();
        await _store.DisposeAsync();
    }

    private CommandId NewId() => new($"bench-{_system.Name}-{++_commands}");
}
