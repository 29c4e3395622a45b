using RiskEngine.AkkaCluster.Tests.Support;
using RiskEngine.Contracts;
using RiskEngine.Contracts.Postgres;

namespace RiskEngine.AkkaCluster.Tests.Seats;

public sealed class ShardedSessionLeasesContractSpec : SessionLeasesContract
{
    private Nodes _nodes = null!;

    private protected override IPassingTime Clock { get; } = new MachineTime();

    public override async Task InitializeAsync() => _nodes = await Nodes.StartAsync(1, "risk-engine-cluster.nodes = 1");

    public override async Task DisposeAsync() => await _nodes.DisposeAsync();

    private protected override ISessionLeases Of(NodeName node) =>
        new ShardedSessionLeases(_nodes[0], node, Terms, TimeProvider.System);
}
