using RiskEngine.AkkaCluster.Tests.Support;
using RiskEngine.Contracts;
using RiskEngine.Contracts.Postgres;

namespace RiskEngine.AkkaCluster.Tests.Roster;

public sealed class ReplicatedRosterSpec : NodeRosterContract
{
    private Nodes _nodes = null!;

    private protected override INodeRoster Roster =>
        field ??= new ReplicatedRoster(_nodes[0], Terms, TimeProvider.System);

    private protected override IPassingTime Clock { get; } = new MachineTime();

    public override async Task InitializeAsync() => _nodes = await Nodes.StartAsync(1, "risk-engine-cluster.nodes = 1");

    public override async Task DisposeAsync() => await _nodes.DisposeAsync();
}
