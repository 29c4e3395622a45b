using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using RiskEngine.AkkaCluster.Tests.Support;
using RiskEngine.Hosting;

namespace RiskEngine.AkkaCluster.Tests.Hosting;

/// <summary>Akka.Hosting appends each module's defaults when it is called; whoever comes later stands behind them.</summary>
public sealed class CallOrderSpec
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reference_must_hold_whichever_of_clustering_and_engine_is_called_first(bool isClusteringFirst)
    {
        var builder = Builder();
        if (isClusteringFirst)
            builder.WithClustering();
        builder.WithRiskEngine(options => options.UseAkkaCluster());
        if (!isClusteringFirst)
            builder.WithClustering();

        var cluster = builder.Configuration.Value.GetConfig("akka.cluster");
        cluster.GetString("downing-provider-class").ShouldStartWith("Akka.Cluster.SBR.SplitBrainResolverProvider");
        cluster.GetString("split-brain-resolver.active-strategy").ShouldBe("lease-majority");
        cluster
            .GetString("split-brain-resolver.lease-majority.lease-implementation")
            .ShouldBe("akka.coordination.risk-engine");
        cluster.GetBoolean("sharding.remember-entities").ShouldBeTrue();
        cluster.GetString("sharding.state-store-mode").ShouldBe("ddata");
        cluster.GetStringList("sharding.distributed-data.durable.keys").ShouldBeEmpty();
        cluster.GetTimeSpan("distributed-data.gossip-interval").ShouldBe(TimeSpan.FromSeconds(1));
        cluster.GetTimeSpan("distributed-data.notify-subscribers-interval").ShouldBe(TimeSpan.FromMilliseconds(100));
    }

    [Theory]
    [InlineData(HoconAddMode.Append)]
    [InlineData(HoconAddMode.Prepend)]
    public void Choice_of_the_system_must_stand_before_the_reference(HoconAddMode mode)
    {
        var builder = Builder()
            .AddHocon("akka.cluster.distributed-data.gossip-interval = 3s", mode)
            .WithClustering()
            .WithRiskEngine(options => options.UseAkkaCluster());

        builder
            .Configuration.Value.GetTimeSpan("akka.cluster.distributed-data.gossip-interval")
            .ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Seats_must_be_remembered_by_the_cluster_whatever_the_configuration_says()
    {
        await using var nodes = await Nodes.StartAsync(
            1,
            "akka.cluster.sharding { state-store-mode = persistence, remember-entities = off }"
        );
        // Sharding brings the rest of its settings along when it is first asked for.
        _ = ClusterSharding.Get(nodes[0]);

        var settings = ShardedSessionLeases.SettingsFor(nodes[0]);

        (settings.StateStoreMode, settings.RememberEntities).ShouldBe((StateStoreMode.DData, true));
    }

    private static AkkaConfigurationBuilder Builder() => new(new ServiceCollection(), "desk");
}
