using Akka.Actor;

namespace RiskEngine.AkkaCluster;

/// <summary>What the engine of a system tells the lease that Akka has made of it by its name.</summary>
internal sealed class SurvivorSource : IExtension
{
    private volatile ISurvivorLease? _shared;

    /// <summary>The store's; null: there is none, or the engine has not started yet.</summary>
    internal ISurvivorLease? Shared
    {
        get => _shared;
        set => _shared = value;
    }

    internal static SurvivorSource In(ActorSystem system) => system.WithExtension<SurvivorSource, Sources>();

    private sealed class Sources : ExtensionIdProvider<SurvivorSource>
    {
        public override SurvivorSource CreateExtension(ExtendedActorSystem system) => new();
    }
}
