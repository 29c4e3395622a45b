using Akka.Actor;
using Akka.Event;
using RiskEngine.Hosting;

namespace RiskEngine.AkkaCluster;

/// <summary>Starts the engine on a node of an Akka cluster.</summary>
public static class RiskEngineClusterExtensions
{
    /// <summary>Starts the engine on this node: what its nodes share goes over the system's own cluster.</summary>
    /// <remarks>
    /// With <c>risk-engine.cluster.kind = akka</c>. Membership, messages between nodes, the progress of an engagement and the
    /// kill switch's records go over Akka.Cluster.
    /// <para>Where the nodes share a store, whose leases stand in <see cref="RiskEnginePorts.Cluster"/>, it grants who runs which
    /// session, and keeps nonces, open orders and the records: nothing asks for a majority of the nodes, and the last one
    /// that is left runs every session. This is the recommended way.</para>
    /// <para>Else leases and nonces are known to a majority of the nodes, and the given stores stay this node's own: they keep
    /// what must outlive all nodes, and the cluster keeps them alike. Which orders are open is handed over where the store is
    /// PostgreSQL, which the nodes then share. Any other is this node's own: a node that takes a session over from another
    /// knows none of its orders, and its cancels need the list's quiet time to be proven. A warning in the log says so.</para>
    /// </remarks>
    /// <param name="system">A system of a cluster, with <see cref="RiskEngineCluster.Reference"/> in its configuration.</param>
    /// <param name="settings">The engine's settings.</param>
    /// <param name="ports">What this node has of its own, or by a store that the nodes share; null: <see cref="RiskEnginePorts.Default"/>.</param>
    /// <returns>The references to work with.</returns>
    /// <exception cref="ArgumentException">The settings say that this node is alone.</exception>
    public static Task<RiskEngineHandle> StartClusteredRiskEngine(
        this ActorSystem system,
        RiskEngineSettings settings,
        RiskEnginePorts? ports = null
    )
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(settings);
        var cluster =
            settings.Cluster
            ?? throw new ArgumentException("risk-engine.cluster.kind = akka is not set.", nameof(settings));
        var own = ports ?? RiskEnginePorts.Default;
        SurvivorSource.In(system).Shared = own.Cluster?.Survivor;
        return system.StartRiskEngine(
            settings,
            own.Cluster is { Leases: var leases }
                ? OverSharedStore(system, cluster.Terms, own, leases)
                : OverMajority(system, settings, cluster.Terms, own)
        );
    }

    private static RiskEnginePorts OverSharedStore(
        ActorSystem system,
        ClusterTerms terms,
        RiskEnginePorts shared,
        ISessionLeases leases
    )
    {
        var log = new ReplicatedKillSwitchLog(system, shared.KillSwitchLog, isShared: true);
        var roster = new MemberRoster(system, terms, shared.Time);
        return shared with
        {
            KillSwitchLog = log,
            Cluster = new ClusterPorts(leases, roster, log, new ActorPeers(system, roster.SystemOf)),
        };
    }

    private static RiskEnginePorts OverMajority(
        ActorSystem system,
        RiskEngineSettings settings,
        ClusterTerms terms,
        RiskEnginePorts own
    )
    {
        var orders = ClusterOrderLedgers.Of(settings.Store, own.OrderLedgers);
        if (ClusterOrderLedgers.Warning(orders) is { } warning)
            Logging.GetLogger(system, typeof(RiskEngineCluster)).Warning(warning);
        var log = new ReplicatedKillSwitchLog(system, own.KillSwitchLog);
        var roster = new ReplicatedRoster(system, terms, own.Time);
        return own with
        {
            KillSwitchLog = log,
            NonceMarks = new ReplicatedNonceMarks(system, own.NonceMarks),
            OrderLedgers = orders,
            Cluster = new ClusterPorts(
                new ShardedSessionLeases(system, settings.Node, terms, own.Time),
                roster,
                log,
                new ActorPeers(system, roster.SystemOf)
            ),
        };
    }

    /// <summary>Has the engine run on a node of the system's own cluster, with <c>risk-engine.cluster.kind = akka</c>.</summary>
    /// <remarks>
    /// As <see cref="StartClusteredRiskEngine"/>. Adds <see cref="RiskEngineCluster.Reference"/> below the configuration, but
    /// above the defaults that <c>WithClustering</c> adds, whichever of the two is called first. The cluster itself is yours
    /// to set up.
    /// </remarks>
    /// <param name="options">The engine's options.</param>
    public static RiskEngineOptions UseAkkaCluster(this RiskEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Sharing = new RiskEngineOptions.SharedBy(ReferenceOrder.AddReference, StartClusteredRiskEngine);
        return options;
    }
}
