using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace RiskEngine.AkkaCluster;

/// <summary>Writes the engine's messages for other nodes in JSON, by the names in <see cref="WireFormat"/>.</summary>
/// <param name="system">The system.</param>
public sealed class RiskEngineSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>What Akka.NET writes in front of each message; for ever.</summary>
    public override int Identifier => 7310;

    /// <inheritdoc/>
    public override string Manifest(object o) =>
        ClusterWire.Format.NameOf(o)
        ?? throw new ArgumentException($"No message of the engine: {o.GetType()}.", nameof(o));

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => ClusterWire.Format.Write(obj);

    /// <inheritdoc/>
    /// <exception cref="SerializationException">A newer node wrote it, or no engine did.</exception>
    public override object FromBinary(byte[] bytes, string manifest) =>
        ClusterWire.Format.Read(manifest, bytes)
        ?? throw new SerializationException(
            ClusterWire.Format.Knows(manifest)
                ? $"A message '{manifest}' cannot be read."
                : $"This engine knows no message '{manifest}': a newer node sent it."
        );
}
