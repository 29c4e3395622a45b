using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace RiskEngine.Client;

/// <summary>Writes the engine's messages for other processes in JSON, by the names in <see cref="WireFormat"/>.</summary>
public class RiskEngineSerializer : SerializerWithStringManifest
{
    private readonly WireFormat _format;

    /// <summary>For a process without the engine: the messages of the protocol.</summary>
    /// <param name="system">The system.</param>
    public RiskEngineSerializer(ExtendedActorSystem system)
        : this(system, WireFormat.Protocol) { }

    /// <summary>For a process that says more than the protocol.</summary>
    /// <param name="system">The system.</param>
    /// <param name="format">All that it says: the protocol, and more.</param>
    protected RiskEngineSerializer(ExtendedActorSystem system, WireFormat format)
        : base(system) => _format = format;

    /// <summary>What Akka.NET writes in front of each message; for ever.</summary>
    public sealed override int Identifier => 7310;

    /// <inheritdoc/>
    public sealed override string Manifest(object o) =>
        _format.NameOf(o) ?? throw new ArgumentException($"No message of the engine: {o.GetType()}.", nameof(o));

    /// <inheritdoc/>
    public sealed override byte[] ToBinary(object obj) => _format.Write(obj);

    /// <summary>The message; what a newer build wrote, or no engine did, is an <see cref="UnknownMessage"/>.</summary>
    /// <remarks>
    /// An exception would lose it on the way, and whoever sent it would wait for an answer that nobody gives.
    /// </remarks>
    /// <exception cref="SerializationException">Nobody is there to answer it, and nothing else may stand in its place.</exception>
    public sealed override object FromBinary(byte[] bytes, string manifest) =>
        _format.Read(manifest, bytes)
        ?? (
            IsUnanswered(manifest)
                ? throw new SerializationException($"Data '{manifest}' cannot be read.")
                : new UnknownMessage(manifest)
        );

    /// <summary>Whether what has this name is data that nobody answers.</summary>
    protected virtual bool IsUnanswered(string manifest) => false;
}
