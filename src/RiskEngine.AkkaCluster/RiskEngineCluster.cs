using Akka.Configuration;

namespace RiskEngine.AkkaCluster;

/// <summary>What an actor system needs in order to run the engine on several machines.</summary>
public static class RiskEngineCluster
{
    private const string Serializer = "RiskEngine.AkkaCluster.RiskEngineSerializer, RiskEngine.AkkaCluster";

    /// <summary>
    /// The text of <c>akka-cluster.hocon</c>, and the serializer of the engine's messages: a fallback for the system's own
    /// configuration.
    /// </summary>
    public static Config Reference { get; } =
        ConfigurationFactory.ParseString(Text()).WithFallback(ConfigurationFactory.ParseString(Bindings()));

    private static string Bindings() =>
        $$"""
            akka.actor {
              serializers.risk-engine = "{{Serializer}}"
              serialization-bindings {
                {{string.Join(
                '\n',
                ClusterWire.Format.Types.Select(type =>
                    $"\"{type.FullName}, {type.Assembly.GetName().Name}\" = risk-engine"
                )
            )}}
              }
            }
            """;

    private static string Text()
    {
        var assembly = typeof(RiskEngineCluster).Assembly;
        using var stream = assembly.GetManifestResourceStream($"{assembly.GetName().Name}.akka-cluster.hocon")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
