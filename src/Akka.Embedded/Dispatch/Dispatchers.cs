using System.Collections.Concurrent;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Finds the dispatcher that an actor is configured with.</summary>
public sealed class Dispatchers
{
    /// <summary>Where the default dispatcher is configured.</summary>
    public const string DefaultDispatcherId = "akka.actor.default-dispatcher";

    private readonly ConcurrentDictionary<string, Func<MessageDispatcher>> _configured = new();
    private readonly Func<string, MessageDispatcher>? _only;
    private readonly Settings _settings;

    /// <param name="settings">Where dispatchers are configured.</param>
    /// <param name="only">When given, makes the one dispatcher that serves every id.</param>
    internal Dispatchers(Settings settings, Func<string, MessageDispatcher>? only)
    {
        _settings = settings;
        _only = only;
        DefaultGlobalDispatcher = Lookup(DefaultDispatcherId);
    }

    /// <summary>The default dispatcher.</summary>
    public MessageDispatcher DefaultGlobalDispatcher { get; }

    /// <summary>True when a dispatcher is configured at the path.</summary>
    public bool HasDispatcher(string id) => _configured.ContainsKey(id) || _settings.Config.HasPath(id);

    /// <summary>The dispatcher configured at a path.</summary>
    /// <exception cref="ConfigurationException">Nothing is configured there, or its type is unknown.</exception>
    public MessageDispatcher Lookup(string dispatcherName) => _configured.GetOrAdd(dispatcherName, Configure)();

    internal void Shutdown()
    {
        foreach (var dispatcher in _configured.Values.Select(get => get.Target).OfType<Shared>())
            dispatcher.Instance.Shutdown();
    }

    private Func<MessageDispatcher> Configure(string id)
    {
        if (_only is not null)
            return new Shared(_only(id)).Get;
        var config =
            _settings.Config.GetConfig(id) ?? throw new ConfigurationException($"Dispatcher [{id}] not configured.");
        var throughput = config.GetInt("throughput", 30);
        var threads = config.GetInt("dedicated-thread-pool.thread-count", Environment.ProcessorCount);
        return config.GetString("type") switch
        {
            "Dispatcher" or "TaskDispatcher" or null => new Shared(new ThreadPoolDispatcher(id, throughput)).Get,
            "ForkJoinDispatcher" => new Shared(
                new DedicatedThreadDispatcher(id, throughput, threads, pinned: false)
            ).Get,
            "PinnedDispatcher" => () => new DedicatedThreadDispatcher(id, throughput, threads: 1, pinned: true),
            var type when type.Contains("CallingThread", StringComparison.Ordinal) => new Shared(
                new CallingThreadDispatcher(id)
            ).Get,
            var type => throw new ConfigurationException($"Unknown dispatcher type [{type}] at [{id}]"),
        };
    }

    private sealed class Shared(MessageDispatcher instance)
    {
        public MessageDispatcher Instance => instance;

        public MessageDispatcher Get() => instance;
    }
}
