using Akka.Actor;

namespace RiskEngine;

/// <summary>All that a node's kill switch works with.</summary>
/// <param name="Log">Where it is remembered.</param>
/// <param name="Audit">Takes what the audit trail is to keep.</param>
/// <param name="Clock">Both clocks, and alarms.</param>
/// <param name="Memory">What outlives a restart.</param>
/// <param name="FirstReading">What the log said before the guardians came up.</param>
internal sealed record KillSwitchPlan(
    IKillSwitchLog Log,
    IAuditRecorder Audit,
    EngineClock Clock,
    KillSwitchMemory Memory,
    KillSwitchReading FirstReading
)
{
    /// <summary>Carries to other nodes what was done here; null: there is no way to them.</summary>
    internal IPeers? Peers { get; init; }

    /// <summary>Tells that the log is to be read; null: nobody does.</summary>
    internal IKillSwitchChanges? Changes { get; init; }

    internal Props KillSwitch(IReadOnlyDictionary<SessionKey, IActorRef> guardians) =>
        Props.Create(() => new KillSwitch(this, guardians)).WithDispatcher(EngineDispatcher.Id);
}
