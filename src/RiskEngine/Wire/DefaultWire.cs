using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Serialization;

namespace RiskEngine;

/// <summary>
/// Knows which messages another process wrote by Akka.NET's default serializer: whoever sends one has not got the engine's
/// serializer, and could not read an answer that is written by it.
/// </summary>
/// <remarks>
/// It reads what the default serializer reads and notes the protocol's messages among it, for as long as they live. A message
/// that was made in this process, or that stood inside a message of a desk's own, is not noted: its asker may well have the
/// engine's serializer.
/// </remarks>
internal sealed class DefaultWire : Serializer
{
    private static readonly ConditionalWeakTable<object, object> ReadByDefault = [];

    private readonly Serializer _default;

    private DefaultWire(ExtendedActorSystem system, Serializer @default)
        : base(system) => _default = @default;

    /// <inheritdoc/>
    public override int Identifier => _default.Identifier;

    /// <inheritdoc/>
    public override bool IncludeManifest => _default.IncludeManifest;

    /// <summary>Has the system note what it reads from now on.</summary>
    internal static void Watch(ExtendedActorSystem system)
    {
        // One that names its types itself is a desk's own choice, and read as such.
        if (system.Serialization.FindSerializerForType(typeof(object)) is not SerializerWithStringManifest and var read)
            system.Serialization.AddSerializer("risk-engine-default-wire", new DefaultWire(system, read));
    }

    /// <summary>Whether another process wrote it by the default serializer.</summary>
    internal static bool Wrote(object message) => ReadByDefault.TryGetValue(message, out _);

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => _default.ToBinary(obj);

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, Type type)
    {
        var message = _default.FromBinary(bytes, type);
        if (message is not null && WireFormat.Protocol.NameOf(message) is not null)
            ReadByDefault.AddOrUpdate(message, message.GetType());
        return message!;
    }
}
