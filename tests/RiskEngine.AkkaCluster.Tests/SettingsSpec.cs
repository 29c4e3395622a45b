using Akka.Configuration;

namespace RiskEngine.AkkaCluster.Tests;

public sealed class SettingsSpec
{
    [Fact]
    public void Settings_must_be_those_of_the_reference_when_nothing_is_said()
    {
        var settings = RiskEngineClusterSettings.Read(ConfigurationFactory.Empty);

        (settings.Nodes, settings.WriteToAllWithin, settings.MajorityWithin).ShouldBe(
            (3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))
        );
    }

    [Theory]
    [InlineData("nodes = 0")]
    [InlineData("write-to-all-within = 0s")]
    [InlineData("nodes = 2.5")]
    [InlineData("majority-within = 0s")]
    [InlineData("majority-within = 2")]
    [InlineData("majority-within = infinite")]
    public void Value_must_be_refused_when_it_is_out_of_range(string line) =>
        Should.Throw<ConfigurationException>(() =>
            RiskEngineClusterSettings.Read(ConfigurationFactory.ParseString($"risk-engine-cluster.{line}"))
        );

    [Fact]
    public void Every_fault_must_be_told_at_once_when_there_are_many()
    {
        var config = ConfigurationFactory.ParseString(
            """
            wait = 1s
            risk-engine-cluster {
              nodse = 5
              nodes = 0
              majority-within = soon
              write-to-all-within = ${wait}
            }
            """
        );

        var told = Should.Throw<ConfigurationException>(() => RiskEngineClusterSettings.Read(config)).Message;

        told.ShouldContain("risk-engine-cluster.nodse");
        told.ShouldContain("did you mean 'nodes'?");
        told.ShouldContain("risk-engine-cluster.nodes");
        told.ShouldContain("risk-engine-cluster.write-to-all-within");
        told.ShouldContain("risk-engine-cluster.majority-within");
    }

    [Fact]
    public void Settings_must_be_read_when_the_system_has_the_reference_below_its_own()
    {
        var config = ConfigurationFactory
            .ParseString("risk-engine-cluster.nodes = 5")
            .WithFallback(RiskEngineCluster.Reference);

        RiskEngineClusterSettings.Read(config).Nodes.ShouldBe(5);
    }

    [Theory]
    [InlineData("akka.actor.provider", "cluster")]
    [InlineData("akka.cluster.split-brain-resolver.active-strategy", "lease-majority")]
    [InlineData("akka.cluster.sharding.remember-entities", "on")]
    [InlineData("akka.coordinated-shutdown.run-by-clr-shutdown-hook", "off")]
    public void Reference_must_set_what_the_engine_rests_on(string key, string value) =>
        RiskEngineCluster.Reference.GetString(key).ShouldBe(value);
}
