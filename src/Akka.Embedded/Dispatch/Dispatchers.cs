namespace Akka.Dispatch;

/// <summary>Finds the dispatcher that an actor is configured with.</summary>
/// <param name="settings">Where dispatchers are configured.</param>
/// <param name="only">When given, serves every id.</param>
internal sealed class Dispatchers(Settings settings, MessageDispatcher? only)
{
    public const string DefaultDispatcherId = "akka.actor.default-dispatcher";

    private readonly Dictionary<string, MessageDispatcher> _shared = [];

    /// <summary>The dispatcher configured at a path.</summary>
    /// <exception cref="ConfigurationException">Nothing is configured there, or its type is unknown.</exception>
    public MessageDispatcher Lookup(string id)
    {
        if (only is not null)
            return only;
        lock (_shared)
        {
            if (_shared.TryGetValue(id, out var known))
                return known;
            var dispatcher = Create(id);
            if (dispatcher is not DedicatedThreadDispatcher { IsPinned: true })
                _shared.Add(id, dispatcher);
            return dispatcher;
        }
    }

    public void Shutdown()
    {
        lock (_shared)
            foreach (var dispatcher in _shared.Values)
                dispatcher.Shutdown();
    }

    private MessageDispatcher Create(string id)
    {
        var config =
            settings.Config.GetConfig(id) ?? throw new ConfigurationException($"Dispatcher [{id}] not configured.");
        var throughput = config.GetInt("throughput", 30);
        var threads = config.GetInt("dedicated-thread-pool.thread-count", Environment.ProcessorCount);
        return config.GetString("type") switch
        {
            "PinnedDispatcher" => new DedicatedThreadDispatcher(id, throughput, threads: 1, pinned: true),
            "ForkJoinDispatcher" when config.GetBoolean("dedicated-thread-pool.stand-in") => new StandInDispatcher(
                id,
                throughput,
                threads,
                TimeSpan.FromMilliseconds(1),
                StandInDispatcher.CallPool
            ),
            "ForkJoinDispatcher" => new DedicatedThreadDispatcher(id, throughput, threads, pinned: false),
            "Dispatcher" or "TaskDispatcher" or null => new ThreadPoolDispatcher(throughput),
            var type => TypeNames.Create<MessageDispatcher>($"{id}.type", type),
        };
    }
}
