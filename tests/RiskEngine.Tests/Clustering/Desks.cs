using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Clustering;

/// <summary>Nodes that share a store and reach each other, in virtual time.</summary>
internal sealed class Desks : IDisposable
{
    internal static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Longer than a session takes to come up on another node.</summary>
    internal static readonly TimeSpan AWhile = TimeSpan.FromSeconds(8);

    private readonly List<EngineNode> _nodes = [];
    private SharedStore? _store;
    private TimeSpan _passed;

    internal VirtualPeers Peers { get; } = new();

    internal KeptAudit Audit { get; } = new();

    internal SharedStore Store => _store ?? throw new InvalidOperationException("No node was started.");

    internal IReadOnlyList<EngineNode> Nodes => _nodes;

    internal void Start(params string[] names)
    {
        foreach (var name in names)
        {
            var world = VirtualWorld.Create();
            _store ??= new SharedStore(new ClusterTerms(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)), world.Time);
            world.Advance(_passed);
            var node = new EngineNode(world, name, Ports, "");
            _nodes.Add(node);
            Peers.Add(node);
        }

        Pass(AWhile);
    }

    /// <summary>The node that runs a session, as the first living one has heard.</summary>
    internal EngineNode Holder(SessionKey session)
    {
        var name = _nodes.First(x => !x.IsDead).Sees(session);
        return _nodes.Single(x => x.Name == name);
    }

    internal EngineNode Other(SessionKey session) => _nodes.First(x => x != Holder(session));

    internal void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Step)
        {
            Store.Advance(Step);
            // Twice, so that what one node says to the other, and what is answered, arrive in the same step.
            foreach (var node in _nodes.Concat(_nodes))
                node.Advance(Step / 2);
        }

        _passed += time;
    }

    public void Dispose()
    {
        foreach (var node in _nodes)
            node.Dispose();
    }

    private RiskEnginePorts Ports(NodeName node)
    {
        var ports = Store.Of(node);
        return ports with { Audit = Audit, Cluster = ports.Cluster! with { Peers = Peers } };
    }
}
