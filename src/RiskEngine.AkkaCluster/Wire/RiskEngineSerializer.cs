using System.Runtime.Serialization;
using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;

namespace RiskEngine.AkkaCluster;

/// <summary>Writes the engine's messages for other nodes in JSON, by the names in <see cref="Manifests"/>.</summary>
/// <param name="system">The system.</param>
public sealed class RiskEngineSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>What Akka.NET writes in front of each message; for ever.</summary>
    public override int Identifier => 7310;

    /// <inheritdoc/>
    public override string Manifest(object o) => Manifests.NameOf(o) ?? throw NoMessage(o);

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) =>
        obj is KillSwitchRecord record
            ? KillSwitchRecordJson.Write(record)
            : JsonSerializer.SerializeToUtf8Bytes(obj, WireJson.TypeOf(obj.GetType()));

    /// <inheritdoc/>
    /// <exception cref="SerializationException">A newer node wrote it, or no engine did.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (Manifests.TypeOf(manifest) is not { } type)
            throw new SerializationException($"This engine knows no message '{manifest}': a newer node sent it.");
        if (type == typeof(KillSwitchRecord))
            return KillSwitchRecordJson.Read(bytes) ?? throw Unreadable(manifest, null);
        try
        {
            return JsonSerializer.Deserialize(bytes, WireJson.TypeOf(type)) ?? throw Unreadable(manifest, null);
        }
        catch (Exception unreadable)
            when (unreadable
                    is JsonException
                        or ArgumentException
                        or FormatException
                        or InvalidCastException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or NotSupportedException
            )
        {
            throw Unreadable(manifest, unreadable);
        }
    }

    private static SerializationException Unreadable(string manifest, Exception? cause) =>
        new($"A message '{manifest}' cannot be read.", cause);

    private static ArgumentException NoMessage(object o) => new($"No message of the engine: {o.GetType()}.");
}
