using Akka.Configuration;

namespace RiskEngine.AkkaCluster;

/// <summary>How nodes of an Akka cluster wait for each other; the same on every node.</summary>
/// <remarks>The keys, their defaults and the reasons stand in <c>akka-cluster.hocon</c>.</remarks>
public sealed record RiskEngineClusterSettings
{
    private const string Section = "risk-engine-cluster";

    /// <summary>Far more than a cluster of a desk has; each write is told to every node.</summary>
    private const int MostNodes = 1_000;

    private RiskEngineClusterSettings(SectionReader section)
    {
        Nodes = section.Count("nodes", 1, MostNodes);
        WriteToAllWithin = section.Duration("write-to-all-within");
        MajorityWithin = section.Duration("majority-within");
    }

    /// <summary>How many nodes there are when all are up; from 1 to 1,000.</summary>
    public int Nodes { get; }

    /// <summary>How long a write waits for every node.</summary>
    public TimeSpan WriteToAllWithin { get; }

    /// <summary>How long a write or a reading waits for a majority.</summary>
    public TimeSpan MajorityWithin { get; }

    /// <summary>More than half of <see cref="Nodes"/>.</summary>
    internal int Majority => Nodes / 2 + 1;

    /// <summary>Reads the section <c>risk-engine-cluster</c>; what it does not say is as in <see cref="RiskEngineCluster.Reference"/>.</summary>
    /// <exception cref="ConfigurationException">
    /// A key is unknown, or a value is out of its range or stands for another by <c>${</c>; the message lists every fault.
    /// </exception>
    public static RiskEngineClusterSettings Read(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var faults = new List<ConfigurationFault>();
        var defaults = (ConfigurationNode.Section)AkkaHocon.SectionOf(RiskEngineCluster.Reference, Section, faults)!;
        var given = new KnownKeys(Section, defaults, RiskEngineCluster.FileName, faults).Checked(
            AkkaHocon.SectionOf(config, Section, faults)
        );
        var settings = new RiskEngineClusterSettings(new SectionReader(given.Over(defaults), Section, faults));
        return faults.Count == 0
            ? settings
            : throw new ConfigurationException(string.Join(Environment.NewLine, faults.Distinct()));
    }
}
