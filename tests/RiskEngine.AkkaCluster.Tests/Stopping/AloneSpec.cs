using RiskEngine.AkkaCluster.Tests.Support;
using RiskEngine.Contracts;

namespace RiskEngine.AkkaCluster.Tests.Stopping;

/// <summary>A fresh node knows only itself, and its replicator calls that everybody.</summary>
public sealed class AloneSpec
{
    [Fact]
    public async Task Lone_node_must_not_call_itself_a_majority_of_three()
    {
        await using var nodes = await Nodes.StartAsync(1);
        var log = new ReplicatedKillSwitchLog(nodes[0], new InProcessKillSwitchLog());

        (await log.AppendAsync(Some.Engagement(1))).ShouldBe(
            new KillSwitchAppend.Kept(KillSwitchDurability.ThisProcess)
        );
        (await log.ReadAsync()).ShouldBeOfType<KillSwitchReading.Failed>();
    }
}
