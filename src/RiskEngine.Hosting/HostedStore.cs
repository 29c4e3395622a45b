using Akka;
using Akka.Actor;
using RiskEngine.Storage;

namespace RiskEngine.Hosting;

/// <summary>A store that is closed once nobody of its system writes to it any more, however the system ends.</summary>
internal sealed class HostedStore
{
    private const string Terminates = "akka.coordinated-shutdown.terminate-actor-system";

    private readonly Lazy<Task> _closing;

    private HostedStore(EngineStore store)
    {
        Store = store;
        _closing = new Lazy<Task>(() => store.DisposeAsync().AsTask());
    }

    internal EngineStore Store { get; }

    /// <summary>Ties an open store to its system. The engine need not have started.</summary>
    internal static HostedStore In(ActorSystem system, EngineStore store)
    {
        var hosted = new HostedStore(store);
        var terminates = system.Settings.Config.GetBoolean(Terminates);
        // In the last phase, so that the host does not go on before it is closed; and after the last actor, since one that is
        // slow to stop still writes.
        CoordinatedShutdown
            .Get(system)
            .AddTask(
                CoordinatedShutdown.PhaseActorSystemTerminate,
                "close-risk-engine-store",
                async () =>
                {
                    if (terminates)
                        await system.WhenTerminated.ConfigureAwait(false);
                    await hosted.CloseAsync().ConfigureAwait(false);
                    return Done.Instance;
                }
            );
        // A system may be terminated without its coordinated shutdown.
        _ = hosted.CloseAfterAsync(system.WhenTerminated);
        return hosted;
    }

    /// <summary>Closes it, once.</summary>
    internal Task CloseAsync() => _closing.Value;

    private async Task CloseAfterAsync(Task end)
    {
        await end.ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
    }
}
