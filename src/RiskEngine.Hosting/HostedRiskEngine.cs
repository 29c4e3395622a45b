using Akka.Actor;
using RiskEngine.Storage;

namespace RiskEngine.Hosting;

/// <summary>The engine of an actor system, with its memory.</summary>
public sealed class HostedRiskEngine : IAsyncDisposable
{
    private readonly ActorSystem _system;
    private readonly HostedStore _store;

    internal HostedRiskEngine(
        ActorSystem system,
        RiskEngineSettings settings,
        RiskEngineHandle handle,
        HostedStore store
    )
    {
        (_system, _store) = (system, store);
        (Settings, Handle) = (settings, handle);
    }

    /// <summary>The settings in force.</summary>
    public RiskEngineSettings Settings { get; }

    /// <summary>The references to work with.</summary>
    public RiskEngineHandle Handle { get; }

    /// <summary>The audit trail, to be read; until the engine has stopped.</summary>
    public IAuditTrail AuditTrail => _store.Store.AuditTrail;

    /// <summary>What became of everything that the trail was given.</summary>
    public AuditWriterReport AuditReport => _store.Store.AuditReport;

    /// <summary>The engine of a system.</summary>
    /// <exception cref="InvalidOperationException">The engine has not started: it does so while the host starts.</exception>
    public static HostedRiskEngine Of(ActorSystem system) =>
        Find(system)
        ?? throw new InvalidOperationException(
            "The engine is not up. It starts with the host, by WithRiskEngine: ask once the host has started, or wait with IRequiredActor<RiskEngineRouter>.GetAsync."
        );

    /// <summary>Shuts the system down in order, if nobody has, and closes the store after it. A container calls it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_system.WhenTerminated.IsCompleted)
            await CoordinatedShutdown
                .Get(_system)
                .Run(CoordinatedShutdown.ClrExitReason.Instance)
                .ConfigureAwait(false);
        await _store.CloseAsync().ConfigureAwait(false);
    }

    /// <summary>The engine of a system; null: it has not started.</summary>
    internal static HostedRiskEngine? Find(ActorSystem system) => PlaceIn(system).Engine;

    internal static void Place(ActorSystem system, HostedRiskEngine engine) => PlaceIn(system).Engine = engine;

    private static EnginePlace PlaceIn(ActorSystem system) => system.WithExtension<EnginePlace, EnginePlaces>();

    private sealed class EnginePlace : IExtension
    {
        private volatile HostedRiskEngine? _engine;

        internal HostedRiskEngine? Engine
        {
            get => _engine;
            set => _engine = value;
        }
    }

    private sealed class EnginePlaces : ExtensionIdProvider<EnginePlace>
    {
        public override EnginePlace CreateExtension(ExtendedActorSystem system) => new();
    }
}
