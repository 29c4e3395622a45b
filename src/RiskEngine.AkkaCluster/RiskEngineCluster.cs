using Akka.Configuration;

namespace RiskEngine.AkkaCluster;

/// <summary>What an actor system needs in order to run the engine on several machines.</summary>
public static class RiskEngineCluster
{
    /// <summary>Where the settings stand, each with its default and its reason.</summary>
    internal const string FileName = "akka-cluster.hocon";

    /// <summary>The text of <c>akka-cluster.hocon</c>.</summary>
    internal static Config Own { get; } = ConfigurationFactory.ParseString(Text());

    /// <summary>
    /// The text of <c>akka-cluster.hocon</c>, and the serializer of the engine's messages: a fallback for the system's own
    /// configuration.
    /// </summary>
    public static Config Reference { get; } =
        Own.WithFallback(RiskEngineClient.Bind<ClusterSerializer>(ClusterWire.Format));

    private static string Text()
    {
        var assembly = typeof(RiskEngineCluster).Assembly;
        using var stream = assembly.GetManifestResourceStream($"{assembly.GetName().Name}.{FileName}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
