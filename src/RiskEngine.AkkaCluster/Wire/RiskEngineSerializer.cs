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

    /// <summary>The message; what a newer node wrote, or no engine did, is an <see cref="UnknownMessage"/>.</summary>
    /// <remarks>
    /// An exception would lose it on the way, and whoever sent it would wait for an answer that nobody gives.
    /// </remarks>
    /// <exception cref="SerializationException">It is replicated data that cannot be read: the replicator takes nothing else in its place.</exception>
    public override object FromBinary(byte[] bytes, string manifest) =>
        ClusterWire.Format.Read(manifest, bytes)
        ?? (
            ClusterWire.IsReplicated(manifest)
                ? throw new SerializationException($"Replicated data '{manifest}' cannot be read.")
                : new UnknownMessage(manifest)
        );
}
