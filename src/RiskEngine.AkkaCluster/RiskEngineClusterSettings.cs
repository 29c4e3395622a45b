using Akka.Configuration;

namespace RiskEngine.AkkaCluster;

/// <summary>How nodes of an Akka cluster wait for each other; the same on every node.</summary>
/// <remarks>The keys, their defaults and the reasons stand in <c>akka-cluster.hocon</c>.</remarks>
public sealed record RiskEngineClusterSettings
{
    private const string Section = "risk-engine-cluster";

    private RiskEngineClusterSettings(Config config)
    {
        Nodes = config.GetInt("nodes");
        WriteToAllWithin = Positive(config, "write-to-all-within");
        MajorityWithin = Positive(config, "majority-within");
        if (Nodes < 1)
            throw new ConfigurationException($"{Section}.nodes must be 1 or above.");
    }

    /// <summary>How many nodes there are when all are up; 1 or above.</summary>
    public int Nodes { get; }

    /// <summary>How long a write waits for every node.</summary>
    public TimeSpan WriteToAllWithin { get; }

    /// <summary>How long a write or a reading waits for a majority.</summary>
    public TimeSpan MajorityWithin { get; }

    /// <summary>More than half of <see cref="Nodes"/>.</summary>
    internal int Majority => Nodes / 2 + 1;

    /// <summary>Reads the section <c>risk-engine-cluster</c>; what it does not say is as in <see cref="RiskEngineCluster.Reference"/>.</summary>
    /// <exception cref="ConfigurationException">A value is out of its range.</exception>
    public static RiskEngineClusterSettings Read(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new RiskEngineClusterSettings(config.WithFallback(RiskEngineCluster.Reference).GetConfig(Section));
    }

    private static TimeSpan Positive(Config config, string key)
    {
        var time = config.GetTimeSpan(key, allowInfinite: false);
        return time > TimeSpan.Zero ? time : throw new ConfigurationException($"{Section}.{key} must be above zero.");
    }
}
