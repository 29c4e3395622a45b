using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using Akka.DistributedData;

namespace RiskEngine.AkkaCluster.Tests.Support;

/// <summary>A cluster in one process: an actor system a node, on loopback.</summary>
internal sealed class Nodes : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly List<ActorSystem> _systems = [];

    internal IReadOnlyList<ActorSystem> Systems => _systems;

    internal ActorSystem this[int node] => _systems[node];

    /// <summary>Forms a cluster; it is up, and every replicator knows every other.</summary>
    internal static async Task<Nodes> StartAsync(int count, string hocon = "")
    {
        var nodes = new Nodes();
        for (var i = 0; i < count; i++)
            nodes.Add(hocon);
        await nodes.UpAsync();
        return nodes;
    }

    /// <summary>Starts another node that joins; whether it is up is not waited for.</summary>
    internal ActorSystem Add(string hocon = "")
    {
        var config = ConfigurationFactory
            .ParseString(hocon)
            .WithFallback(
                ConfigurationFactory.ParseString(
                    """
                    akka {
                      loglevel = OFF
                      stdout-loglevel = OFF
                      remote.dot-netty.tcp.port = 0
                      # So that stopping a system is as a crash to the others; who is to leave in order is told so.
                      coordinated-shutdown.run-by-actor-system-terminate = off
                      # Three nodes on two cores need no longer to be found.
                      cluster.gossip-interval = 200ms
                      cluster.leader-actions-interval = 200ms
                      # Nor need each test wait for a first round, or for a message to a coordinator that was not there yet.
                      cluster.periodic-tasks-initial-delay = 100ms
                      cluster.sharding.retry-interval = 200ms
                      # Nor need tests wait as long as machines do until a silent node is given up.
                      cluster.failure-detector.acceptable-heartbeat-pause = 2s
                      cluster.split-brain-resolver.stable-after = 2s
                    }
                    """
                )
            )
            .WithFallback(RiskEngineCluster.Reference);
        var system = ActorSystem.Create("desk", config);
        _systems.Add(system);
        Cluster.Get(system).Join(Cluster.Get(_systems[0]).SelfAddress);
        return system;
    }

    /// <summary>Waits until every node sees all of them up.</summary>
    internal async Task UpAsync()
    {
        foreach (var system in _systems)
            await UntilAsync(async () =>
                Cluster.Get(system).State.Members.Count(member => member.Status == MemberStatus.Up) == _systems.Count
                && await CountAsync(system) == _systems.Count
            );
    }

    /// <summary>Stops nodes without a word to the others.</summary>
    internal Task CrashAsync(params int[] nodes) => Task.WhenAll(nodes.Select(node => _systems[node].Terminate()));

    /// <summary>Lets a node leave in order.</summary>
    internal async Task LeaveAsync(int node)
    {
        var system = _systems[node];
        _systems.RemoveAt(node);
        await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_systems.Select(system => system.Terminate()));

    internal static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                throw new TimeoutException("What was waited for did not come.");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private static async Task<int> CountAsync(ActorSystem system) =>
        (await DistributedData.Get(system).Replicator.Ask<ReplicaCount>(GetReplicaCount.Instance)).N;
}
