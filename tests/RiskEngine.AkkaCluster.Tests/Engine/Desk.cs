using Akka.Actor;
using Akka.Configuration;
using RiskEngine.AkkaCluster.Tests.Support;

namespace RiskEngine.AkkaCluster.Tests.Engine;

/// <summary>A cluster whose nodes each run an engine that could run any of three sessions.</summary>
/// <param name="nodes">The cluster.</param>
/// <param name="shared">What all nodes share; null: each keeps what it has for itself, and a majority decides.</param>
internal sealed class Desk(Nodes nodes, SharedStore? shared = null) : IAsyncDisposable
{
    internal static readonly IReadOnlyList<SessionKey> Sessions =
    [
        .. new[] { "maker-1", "maker-2", "maker-3" }.Select(alias => new SessionKey(
            ExchangeName.Gemini,
            AccountName.OfTheKey,
            new SessionAlias(alias)
        )),
    ];

    internal static readonly ISecretSource Keys = new Secrets();

    private readonly List<RiskEngineHandle> _engines = [];
    private int _started;
    private int _commands;

    internal Nodes Nodes => nodes;

    internal SharedExchange Exchange { get; } = new();

    internal IReadOnlyList<RiskEngineHandle> Engines => _engines;

    private string Store { get; init; } = "memory";

    private Func<RiskEnginePorts> Ports { get; init; } = () => RiskEnginePorts.Default;

    /// <param name="count">How many nodes.</param>
    /// <param name="store">Where each says that its memory is.</param>
    /// <param name="ports">What each has of its own; null: nothing that outlives it.</param>
    /// <param name="shared">What all of them share, leases too; null: a majority of them grants those.</param>
    internal static async Task<Desk> StartAsync(
        int count,
        string store = "memory",
        Func<RiskEnginePorts>? ports = null,
        SharedStore? shared = null
    )
    {
        var desk = new Desk(await Nodes.StartAsync(count), shared)
        {
            Store = store,
            Ports = ports ?? (() => RiskEnginePorts.Default),
        };
        foreach (var system in desk.Nodes.Systems)
            await desk.StartEngineAsync(system);
        return desk;
    }

    internal static string Hocon(NodeName node, string store = "memory") =>
        $$"""
            risk-engine {
              node = {{node.Value}}
              store.kind = {{store}}
              cluster { kind = akka, lease-duration = 2s, silence-limit = 2s, round-every = 250ms, coordination-loss-limit = 1500ms }
              guardian.preflight = off
              session-defaults.verification = none
              sessions { {{string.Join("\n", Sessions.Select(session => $"{session.Alias} {{ }}"))}} }
            }
            """;

    internal static RiskEngineSettings Settings(NodeName node, SharedExchange exchange, string store = "memory") =>
        RiskEngineSettings
            .Read(ConfigurationFactory.ParseString(Hocon(node, store)), Keys, exchange.SeenFrom(node))
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;

    internal async Task<RiskEngineHandle> StartEngineAsync(ActorSystem system)
    {
        var settings = Settings(new NodeName($"desk-{++_started}"), Exchange, Store);
        var engine = await system.StartClusteredRiskEngine(settings, shared?.PortsOf(settings) ?? Ports());
        _engines.Add(engine);
        return engine;
    }

    /// <summary>Cancels a session by whichever node runs it.</summary>
    internal async Task<SessionCanceled> CancelAsync(SessionKey session)
    {
        SessionCanceled? canceled = null;
        await Nodes.UntilAsync(async () =>
        {
            foreach (var engine in _engines)
                canceled ??=
                    await engine.Router.Ask<SessionCancelOutcome>(
                        Cancel(session, $"cancel-{++_commands}"),
                        TimeSpan.FromSeconds(15)
                    ) as SessionCanceled;
            return canceled is not null;
        });
        return canceled!;
    }

    /// <summary>Places an order by whichever node runs the session.</summary>
    /// <returns>How the session is then.</returns>
    internal async Task<SessionStatus> PlaceAsync(SessionKey session)
    {
        await Nodes.UntilAsync(async () =>
            await _engines[0]
                .Router.Ask<PrivateRequestOutcome>(
                    new SubmitPrivateRequest(
                        session,
                        new CommandId($"order-{++_commands}"),
                        new StrategyId("quoter"),
                        new PrivateEndpoint(SharedExchange.NewOrder),
                        RequestFields.None
                    ),
                    TimeSpan.FromSeconds(15)
                ) is PrivateRequestAnswered
        );
        return await StatusAsync(session, _ => true);
    }

    /// <summary>How the session is, once some node says what is waited for.</summary>
    internal async Task<SessionStatus> StatusAsync(SessionKey session, Func<SessionStatus, bool> isWanted)
    {
        SessionStatus? found = null;
        await Nodes.UntilAsync(async () =>
        {
            found =
                await _engines[0].Router.Ask<object>(new GetSessionStatus(session), TimeSpan.FromSeconds(10))
                as SessionStatus;
            return found is not null && isWanted(found);
        });
        return found!;
    }

    /// <summary>Lets a node leave in order.</summary>
    internal Task ForgetAsync(NodeName node) =>
        ForgetAsync(int.Parse(node.Value.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture) - 1);

    internal async Task ForgetAsync(int node)
    {
        _engines.RemoveAt(node);
        await nodes.LeaveAsync(node);
    }

    /// <summary>Stops nodes without a word to the others, and asks them no more.</summary>
    internal async Task CrashAsync(params int[] crashed)
    {
        await nodes.CrashAsync(crashed);
        foreach (var node in crashed.OrderDescending())
            _engines.RemoveAt(node);
    }

    public ValueTask DisposeAsync() => nodes.DisposeAsync();

    internal static CancelSession Cancel(SessionKey session, string id) =>
        new(session, new CommandId(id), null, new RequestedBy.Person("ann"), new Reason("a test"));

    private sealed class Secrets : ISecretSource
    {
        public string? Variable(string name) =>
            name.EndsWith("APIKEY", StringComparison.Ordinal) ? $"account-{name.Split("__")[2]}"
            : name.EndsWith("APISECRET", StringComparison.Ordinal) ? "secret"
            : name == "RISKENGINE__STORE__POSTGRES" ? "Host=none"
            : null;

        public string File(string path) => throw new FileNotFoundException("A test has no files.", path);
    }
}
