using Akka.Actor;

namespace RiskEngine.AkkaCluster;

/// <summary>The engine's serializer, with what nodes of an Akka cluster say to each other besides.</summary>
/// <param name="system">The system.</param>
public sealed class ClusterSerializer(ExtendedActorSystem system) : RiskEngineSerializer(system, ClusterWire.Format)
{
    /// <summary>Replicated data: the replicator takes nothing else in its place.</summary>
    protected override bool IsUnanswered(string manifest) => ClusterWire.IsReplicated(manifest);
}
