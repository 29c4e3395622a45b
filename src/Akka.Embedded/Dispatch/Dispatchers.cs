using System.Collections.Concurrent;

namespace Akka.Dispatch;

/// <summary>Finds the dispatcher that an actor is configured with.</summary>
/// <param name="settings">Where dispatchers are configured.</param>
/// <param name="only">When given, serves every id.</param>
internal sealed class Dispatchers(Settings settings, MessageDispatcher? only)
{
    public const string DefaultDispatcherId = "akka.actor.default-dispatcher";

    private readonly ConcurrentDictionary<string, MessageDispatcher> _shared = new();

    /// <summary>The dispatcher configured at a path.</summary>
    /// <exception cref="ConfigurationException">Nothing is configured there, or its type is unknown.</exception>
    public MessageDispatcher Lookup(string id) =>
        only ?? (_shared.TryGetValue(id, out var known) ? known : Configure(id));

    public void Shutdown()
    {
        foreach (var dispatcher in _shared.Values)
            dispatcher.Shutdown();
    }

    private MessageDispatcher Configure(string id)
    {
        var config =
            settings.Config.GetConfig(id) ?? throw new ConfigurationException($"Dispatcher [{id}] not configured.");
        var throughput = config.GetInt("throughput", 30);
        var threads = config.GetInt("dedicated-thread-pool.thread-count", Environment.ProcessorCount);
        return config.GetString("type") switch
        {
            "PinnedDispatcher" => new DedicatedThreadDispatcher(id, throughput, threads: 1, pinned: true),
            "ForkJoinDispatcher" => Shared(() => new DedicatedThreadDispatcher(id, throughput, threads, pinned: false)),
            "Dispatcher" or "TaskDispatcher" or null => Shared(() => new ThreadPoolDispatcher(throughput)),
            var type => Shared(() => TypeNames.Create<MessageDispatcher>($"{id}.type", type)),
        };

        MessageDispatcher Shared(Func<MessageDispatcher> create)
        {
            lock (_shared)
                return _shared.GetOrAdd(id, _ => create());
        }
    }
}
