using Akka.Actor;

namespace RiskEngine;

/// <summary>Has the protocol's messages written by the engine's own serializer where they may leave the process.</summary>
internal static class RemoteWire
{
    /// <summary>
    /// Binds the serializer, unless the system's configuration has bound it already, as in a cluster; and notes what others
    /// write without it.
    /// </summary>
    internal static void Bind(ExtendedActorSystem system)
    {
        if (system.Provider is LocalActorRefProvider)
            return;
        DefaultWire.Watch(system);
        var serialization = system.Serialization;
        if (serialization.FindSerializerForType(typeof(CancelSession)) is RiskEngineSerializer)
            return;
        var own = new RiskEngineSerializer(system);
        serialization.AddSerializer("risk-engine", own);
        foreach (var type in WireFormat.Protocol.Types)
            serialization.AddSerializationMap(type, own);
    }
}
