using Akka.Actor;

namespace RiskEngine;

/// <summary>A running engine, as the embedding system sees it. The references stay good until the engine stops.</summary>
/// <param name="Router">Takes every message for a session and hands it to the right guardian; in a cluster on whichever node it is; an unknown session is answered Denied.</param>
/// <param name="Guardians">The guardians themselves, by session.</param>
/// <param name="KillSwitch">Takes <see cref="EngageKillSwitch"/>, <see cref="ResetKillSwitch"/> and <see cref="GetKillSwitch"/>.</param>
/// <param name="Peers">Takes each <see cref="PeerMessage"/> that another node sends, and <see cref="GetClusterView"/>; null: the node is alone.</param>
public sealed record RiskEngineHandle(
    IActorRef Router,
    IReadOnlyDictionary<SessionKey, IActorRef> Guardians,
    IActorRef KillSwitch,
    IActorRef? Peers
)
{
    /// <summary>What it does on its way down.</summary>
    internal EngineStop? Stop { get; init; }
}
