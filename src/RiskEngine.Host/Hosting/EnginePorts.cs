using RiskEngine.Storage;

namespace RiskEngine.Host.Hosting;

/// <summary>Hands an opened memory to the engine: the one place where the two meet.</summary>
internal static class EnginePorts
{
    /// <summary>The ports of an engine with this memory.</summary>
    internal static RiskEnginePorts Ports(this EngineStore store) =>
        new()
        {
            NonceMarks = store.NonceMarks,
            KillSwitchLog = store.KillSwitchLog,
            Audit = store.Audit,
            Cluster = store.Shared is { } shared
                ? new ClusterPorts(shared.Leases, shared.Roster, shared.KillSwitchChanges)
                : null,
        };
}
