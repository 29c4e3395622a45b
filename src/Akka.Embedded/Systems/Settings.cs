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
        LogFormatter = CreateFormatter(Config.GetString("akka.logger-formatter"));
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout");
    }

    /// <summary>The system.</summary>
    public ActorSystem System { get; }

    /// <summary>The whole configuration.</summary>
    public Config Config { get; private set; }

    /// <summary>Puts templates and values together.</summary>
    public ILogMessageFormatter LogFormatter { get; }

    /// <summary>How long an ask without a timeout waits.</summary>
    public TimeSpan AskTimeout { get; }

    /// <summary>The classes of the loggers.</summary>
    public IList<string> Loggers => Config.GetStringList("akka.loggers");

    /// <summary>The dispatcher of the loggers.</summary>
    public string LoggersDispatcher => Config.GetString("akka.loggers-dispatcher")!;

    /// <summary>The name of the log level.</summary>
    public string LogLevel => Config.GetString("akka.loglevel")!;

    /// <summary>How many dead letters are logged before a pause.</summary>
    public int LogDeadLetters =>
        Config.GetString("akka.log-dead-letters")!.ToLowerInvariant() switch
        {
            "on" or "true" => int.MaxValue,
            "off" or "false" => 0,
            _ => Config.GetInt("akka.log-dead-letters"),
        };

    /// <summary>Whether dead letters are logged while the system terminates.</summary>
    public bool LogDeadLettersDuringShutdown => Config.GetBoolean("akka.log-dead-letters-during-shutdown");

    /// <summary>How long the pause lasts.</summary>
    public TimeSpan LogDeadLettersSuspendDuration => Config.GetTimeSpan("akka.log-dead-letters-suspend-duration");

    /// <summary>The configurator of the strategy for top-level actors.</summary>
    public string SupervisorStrategyClass => Config.GetString("akka.actor.guardian-supervisor-strategy")!;

    /// <summary>The class of the scheduler; empty for the runtime's own.</summary>
    public string SchedulerClass => Config.GetString("akka.scheduler.implementation") ?? "";

    /// <summary>Fills up the configuration with further defaults, below all others.</summary>
    public void InjectTopLevelFallback(Config config) => Config = Config.WithFallback(config);

    private static ILogMessageFormatter CreateFormatter(string? typeName) =>
        string.IsNullOrEmpty(typeName)
        || typeName.StartsWith("Akka.Event.DefaultLogMessageFormatter", StringComparison.Ordinal)
            ? DefaultLogMessageFormatter.Instance
            : TypeNames.Create<ILogMessageFormatter>("akka.logger-formatter", typeName);
}
