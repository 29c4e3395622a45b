namespace Akka.Actor;

/// <summary>A system's configuration, and what the runtime reads from it.</summary>
public class Settings
{
    private static readonly Lazy<Config> Reference = new(() =>
        ConfigurationFactory.FromResource("Akka.Systems.reference.conf", typeof(Settings).Assembly)
    );

    /// <summary>Reads a configuration over the runtime's defaults.</summary>
    public Settings(ActorSystem system, Config config)
    {
        System = system;
        Config = config.WithFallback(Reference.Value);
        Loggers = Config.GetStringList("akka.loggers");
        LoggersDispatcher = Config.GetString("akka.loggers-dispatcher")!;
        LogLevel = Config.GetString("akka.loglevel")!;
        LogFormatter = CreateFormatter(Config.GetString("akka.logger-formatter"));
        LogDeadLetters = Config.GetString("akka.log-dead-letters")!.ToLowerInvariant() switch
        {
            "on" or "true" => int.MaxValue,
            "off" or "false" => 0,
            _ => Config.GetInt("akka.log-dead-letters"),
        };
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown");
        LogDeadLettersSuspendDuration = Config.GetTimeSpan("akka.log-dead-letters-suspend-duration");
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout");
        SupervisorStrategyClass = Config.GetString("akka.actor.guardian-supervisor-strategy")!;
        SchedulerClass = Config.GetString("akka.scheduler.implementation") ?? "";
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");
        DebugLifecycle = Config.GetBoolean("akka.actor.debug.lifecycle");
        CoordinatedShutdownTerminateActorSystem = Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system");
        CoordinatedShutdownRunByActorSystemTerminate = Config.GetBoolean(
            "akka.coordinated-shutdown.run-by-actor-system-terminate"
        );
    }

    /// <summary>The system.</summary>
    public ActorSystem System { get; }

    /// <summary>The whole configuration.</summary>
    public Config Config { get; private set; }

    /// <summary>The classes of the loggers.</summary>
    public IList<string> Loggers { get; }

    /// <summary>The dispatcher of the loggers.</summary>
    public string LoggersDispatcher { get; }

    /// <summary>The name of the log level.</summary>
    public string LogLevel { get; }

    /// <summary>Puts templates and values together.</summary>
    public ILogMessageFormatter LogFormatter { get; }

    /// <summary>How many dead letters are logged before a pause.</summary>
    public int LogDeadLetters { get; }

    /// <summary>Whether dead letters are logged while the system terminates.</summary>
    public bool LogDeadLettersDuringShutdown { get; }

    /// <summary>How long the pause lasts.</summary>
    public TimeSpan LogDeadLettersSuspendDuration { get; }

    /// <summary>How long an ask without a timeout waits.</summary>
    public TimeSpan AskTimeout { get; }

    /// <summary>The configurator of the strategy for top-level actors.</summary>
    public string SupervisorStrategyClass { get; }

    /// <summary>The class of the scheduler; empty for the runtime's own.</summary>
    public string SchedulerClass { get; }

    /// <summary>Whether unhandled messages are logged.</summary>
    public bool DebugUnhandledMessage { get; }

    /// <summary>Whether starts, restarts and stops are logged.</summary>
    public bool DebugLifecycle { get; }

    /// <summary>Whether coordinated shutdown terminates the system.</summary>
    public bool CoordinatedShutdownTerminateActorSystem { get; }

    /// <summary>Whether terminating the system runs coordinated shutdown.</summary>
    public bool CoordinatedShutdownRunByActorSystemTerminate { get; }

    /// <summary>Fills up the configuration with further defaults, below all others.</summary>
    public void InjectTopLevelFallback(Config config) => Config = Config.WithFallback(config);

    private static ILogMessageFormatter CreateFormatter(string? typeName)
    {
        if (
            string.IsNullOrEmpty(typeName)
            || typeName.StartsWith("Akka.Event.DefaultLogMessageFormatter", StringComparison.Ordinal)
        )
            return DefaultLogMessageFormatter.Instance;
        var type = TypeNames.Find(typeName) ?? throw new ConfigurationException($"Log formatter {typeName} not found.");
        return (ILogMessageFormatter)Activator.CreateInstance(type)!;
    }
}
