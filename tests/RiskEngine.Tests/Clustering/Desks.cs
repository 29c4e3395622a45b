using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Clustering;

/// <summary>Nodes that share a store, in virtual time.</summary>
/// <param name="areLinked">Whether they reach each other too.</param>
internal sealed class Desks(bool areLinked = true) : IDisposable
{
    internal static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Longer than a lease is kept from others, and than a session takes to come up on another node.</summary>
    internal static readonly TimeSpan AWhile = TimeSpan.FromSeconds(8);

    private readonly List<EngineNode> _nodes = [];
    private SharedStore? _store;
    private TimeSpan _passed;

    internal VirtualPeers Peers { get; } = new();

    internal KeptAudit Audit { get; } = new();

    internal SharedStore Store => _store ?? throw new InvalidOperationException("No node was started.");

    internal IReadOnlyList<EngineNode> Nodes => _nodes;

    /// <summary>Starts a node, and lets a while pass.</summary>
    internal EngineNode Start(string name, string hocon = "")
    {
        var node = Add(name, hocon);
        Pass(AWhile);
        return node;
    }

    /// <summary>Starts two nodes at once, and lets a while pass.</summary>
    internal (EngineNode First, EngineNode Second) StartTwo(string hocon = "")
    {
        var both = (Add("desk-1", hocon), Add("desk-2", hocon));
        Pass(AWhile);
        return both;
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

    private EngineNode Add(string name, string hocon = "")
    {
        var world = VirtualWorld.Create();
        _store ??= new SharedStore(new ClusterTerms(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)), world.Time);
        world.Advance(_passed);
        var node = new EngineNode(world, name, node => Ports(node, world.Time), hocon);
        _nodes.Add(node);
        Peers.Add(node);
        return node;
    }

    private RiskEnginePorts Ports(NodeName node, TimeProvider time)
    {
        var ports = Store.Of(node, time);
        var cluster = areLinked ? ports.Cluster! with { Peers = Peers } : ports.Cluster;
        return ports with { Audit = Audit, Cluster = cluster };
    }
}
