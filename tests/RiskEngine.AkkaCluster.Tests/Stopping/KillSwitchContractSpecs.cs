using RiskEngine.AkkaCluster.Tests.Support;
using RiskEngine.Contracts;

namespace RiskEngine.AkkaCluster.Tests.Stopping;

public sealed class ReplicatedKillSwitchLogContractSpec : KillSwitchLogContract
{
    private Nodes _nodes = null!;
    private ReplicatedKillSwitchLog _log = null!;

    private protected override IKillSwitchLog Log => _log;

    public override async Task InitializeAsync()
    {
        _nodes = await Nodes.StartAsync(1, "risk-engine-cluster.nodes = 1");
        _log = new ReplicatedKillSwitchLog(_nodes[0], new InProcessKillSwitchLog());
    }

    public override async Task DisposeAsync() => await _nodes.DisposeAsync();
}

public sealed class ReplicatedKillSwitchChangesContractSpec : KillSwitchChangesContract
{
    private Nodes _nodes = null!;
    private ReplicatedKillSwitchLog _log = null!;

    private protected override IKillSwitchLog Log => _log;

    private protected override IKillSwitchChanges Changes => _log;

    public override async Task InitializeAsync()
    {
        _nodes = await Nodes.StartAsync(1, "risk-engine-cluster.nodes = 1");
        _log = new ReplicatedKillSwitchLog(_nodes[0], new InProcessKillSwitchLog());
    }

    public override async Task DisposeAsync() => await _nodes.DisposeAsync();
}
