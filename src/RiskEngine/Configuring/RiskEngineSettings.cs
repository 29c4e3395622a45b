using Akka.Configuration;

namespace RiskEngine;

/// <summary>The engine's settings, complete and without fault; <see cref="Read"/> is the only way to get them.</summary>
public sealed class RiskEngineSettings
{
    internal static readonly ConfigurationText ReferenceText = ReadReference();

    internal RiskEngineSettings(
        ValueList<SessionSettings> sessions,
        IReadOnlyDictionary<ExchangeName, IExchange> exchanges,
        SupervisionSettings supervision,
        NodeSettings node,
        RowHash fingerprint
    )
    {
        (Node, Store, Cluster) = (node.Name, node.Store, node.Cluster);
        (KillSwitch, Trips, Alerts, Fingerprint) = (node.KillSwitch, node.Trips, node.Alerts, fingerprint);
        Sessions = sessions;
        Exchanges = exchanges;
        Supervision = supervision;
    }

    /// <summary>Every setting with its default: the file <c>akka.hocon</c>, as it was when the engine was built.</summary>
    public static Config Reference { get; } = ConfigurationFactory.ParseString(ReferenceText.Text);

    /// <summary>The hash of every setting in force, secrets left out: equal for equal settings.</summary>
    public RowHash Fingerprint { get; }

    /// <summary>The sessions, in the order of their aliases.</summary>
    public ValueList<SessionSettings> Sessions { get; }

    /// <summary>How failures are met.</summary>
    public SupervisionSettings Supervision { get; }

    /// <summary>How often a cancel is played through before the engine opens.</summary>
    public int Rehearsals { get; internal init; }

    /// <summary>This node's name.</summary>
    public NodeName Node { get; }

    /// <summary>Where the memory is that the host opens for the engine.</summary>
    public StoreSettings Store { get; }

    /// <summary>How this node behaves among others; null: it is alone.</summary>
    public ClusterSettings? Cluster { get; }

    /// <summary>What the kill switch obeys.</summary>
    public SwitchLimits KillSwitch { get; }

    /// <summary>How the service listens, where there is one.</summary>
    public required ServiceSettings Service { get; init; }

    /// <summary>Whether the service runs against an exchange of its own.</summary>
    public required SimulatorSettings Simulator { get; init; }

    /// <summary>At what the engine engages by itself.</summary>
    public TripLimits Trips { get; }

    /// <summary>How alerts leave the engine.</summary>
    public AlertSettings Alerts { get; }

    /// <summary>What sessions of one account may send together; null: nothing holds them to it.</summary>
    public RateLimits? AccountRate { get; internal init; }

    /// <summary>What all sessions of this node may send to one exchange together; null: nothing holds them to it.</summary>
    public RateLimits? AddressRate { get; internal init; }

    /// <summary>The exchanges that the sessions use.</summary>
    internal IReadOnlyDictionary<ExchangeName, IExchange> Exchanges { get; }

    /// <summary>Reads the section <c>risk-engine</c> and the sessions' secrets.</summary>
    /// <param name="config">The system's configuration; only what differs from <see cref="Reference"/> need be in it.</param>
    /// <param name="secrets">Where the secrets are.</param>
    /// <param name="exchanges">The exchanges that sessions may name.</param>
    /// <returns>The settings, or every fault at once.</returns>
    public static SettingsResult Read(Config config, ISecretSource secrets, params IReadOnlyList<IExchange> exchanges)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(exchanges);
        return GivenConfiguration.Of(config).Settings(secrets, exchanges);
    }

    private static ConfigurationText ReadReference()
    {
        using var stream =
            typeof(RiskEngineSettings).Assembly.GetManifestResourceStream("RiskEngine.akka.hocon")
            ?? throw new InvalidOperationException("akka.hocon was not built into the engine.");
        using var reader = new StreamReader(stream);
        return new ConfigurationText("akka.hocon", reader.ReadToEnd());
    }
}
