using RiskEngine.Storage;

namespace RiskEngine.Hosting;

/// <summary>Hands an opened memory to the engine: the one place where the two meet.</summary>
internal static class EnginePorts
{
    /// <summary>The ports of an engine with this memory.</summary>
    /// <param name="store">The memory.</param>
    /// <param name="peers">Carries messages to other nodes; null: there is no way to them.</param>
    internal static RiskEnginePorts Ports(this EngineStore store, IPeers? peers = null) =>
        new()
        {
            NonceMarks = store.NonceMarks,
            OrderLedgers = store.OrderLedgers,
            KillSwitchLog = store.KillSwitchLog,
            KillSwitchChanges = store.Changes,
            Audit = store.Audit,
            Cluster = store.Shared is { } shared
                ? new ClusterPorts(shared.Leases, shared.Roster, shared.KillSwitchChanges, peers, shared.Survivor)
                : null,
        };
}
