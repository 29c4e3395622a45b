using Akka.Configuration;

namespace RiskEngine.Client;

/// <summary>What a process without the engine needs in order to talk to one over Akka.Remote.</summary>
/// <remarks>
/// The engine's answers cannot be written by Akka.NET's default serializer. Without this a command that the default one can
/// carry is carried out, and answered by a <see cref="Akka.Actor.Status.Failure"/> that says so and names the outcome in words;
/// what the default one cannot carry, a private request or a reset, is lost on its way without an answer.
/// </remarks>
public static class RiskEngineClient
{
    /// <summary>
    /// The engine's serializer, and the messages that it writes. A fallback for the system's own configuration; with
    /// Akka.Hosting: <c>builder.AddHocon(RiskEngineClient.Serializer, HoconAddMode.Append)</c>.
    /// </summary>
    public static Config Serializer { get; } = Bind<RiskEngineSerializer>(WireFormat.Protocol);

    /// <summary>The configuration with the engine's serializer in it.</summary>
    /// <param name="config">The configuration of the system that is to be made.</param>
    public static Config WithRiskEngineSerializer(this Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.WithFallback(Serializer);
    }

    /// <summary>The configuration that has these messages written by this serializer.</summary>
    /// <param name="format">The messages.</param>
    internal static Config Bind<TSerializer>(WireFormat format)
        where TSerializer : RiskEngineSerializer =>
        ConfigurationFactory.ParseString(
            $$"""
            akka.actor {
              serializers.risk-engine = "{{NameOf(typeof(TSerializer))}}"
              serialization-bindings {
                {{string.Join('\n', format.Types.Select(type => $"\"{NameOf(type)}\" = risk-engine"))}}
              }
            }
            """
        );

    private static string NameOf(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
