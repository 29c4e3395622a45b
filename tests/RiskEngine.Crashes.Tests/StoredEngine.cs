using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Storage;

namespace RiskEngine.Crashes.Tests;

/// <summary>A silent system with an engine whose memory is a file, as a desk would embed it.</summary>
internal sealed class StoredEngine : IAsyncDisposable
{
    private static readonly Config Silent = ConfigurationFactory.ParseString(
        "akka { stdout-loglevel = OFF, loglevel = OFF }"
    );

    private readonly EngineStore _store;

    private StoredEngine(ActorSystem system, EngineStore store, RiskEngineSettings settings, RiskEngineHandle handle) =>
        (System, _store, Session, Handle) = (system, store, settings.Sessions[0].Key, handle);

    internal ActorSystem System { get; }

    internal RiskEngineHandle Handle { get; }

    /// <summary>The first of its sessions.</summary>
    internal SessionKey Session { get; }

    internal static async Task<StoredEngine> StartAsync(string hocon, IExchange exchange, ISecretSource secrets)
    {
        var settings = RiskEngineSettings
            .Read(ConfigurationFactory.ParseString(hocon), secrets, exchange)
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;
        var system = ActorSystem.Create("stored", Silent);
        var store = EngineStore.Open(settings.Store, settings.Node, TimeProvider.System);
        var ports = new RiskEnginePorts
        {
            NonceMarks = store.NonceMarks,
            OrderLedgers = store.OrderLedgers,
            KillSwitchLog = store.KillSwitchLog,
            Audit = store.Audit,
        };
        return new StoredEngine(system, store, settings, await system.StartRiskEngine(settings, ports));
    }

    /// <summary>One session on an exchange where everything works.</summary>
    internal static Task<StoredEngine> StartAsync(string file, AcceptingExchange exchange) =>
        StartAsync(
            $$"""
            risk-engine {
              guardian.preflight = off
              store.path = "{{file}}"
              sessions { maker-1 { verification = none } }
            }
            """,
            exchange,
            exchange
        );

    internal Task<SessionCancelOutcome> CancelAsync(string id, TimeSpan patience) =>
        Handle.Router.Ask<SessionCancelOutcome>(
            new CancelSession(Session, new CommandId(id), null, new RequestedBy.Person("ann"), new Reason("a test")),
            patience
        );

    /// <summary>Stops in order, the memory last.</summary>
    public async ValueTask DisposeAsync()
    {
        await System.Terminate();
        await _store.DisposeAsync();
    }
}
