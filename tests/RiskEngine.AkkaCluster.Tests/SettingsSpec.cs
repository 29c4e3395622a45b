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
    [InlineData("majority-within = 0s")]
    public void Value_must_be_refused_when_it_is_out_of_range(string line) =>
        Should.Throw<ConfigurationException>(() =>
            RiskEngineClusterSettings.Read(ConfigurationFactory.ParseString($"risk-engine-cluster.{line}"))
        );

    [Theory]
    [InlineData("akka.actor.provider", "cluster")]
    [InlineData("akka.cluster.split-brain-resolver.active-strategy", "keep-majority")]
    [InlineData("akka.cluster.sharding.remember-entities", "on")]
    [InlineData("akka.coordinated-shutdown.run-by-clr-shutdown-hook", "off")]
    public void Reference_must_set_what_the_engine_rests_on(string key, string value) =>
        RiskEngineCluster.Reference.GetString(key).ShouldBe(value);
}
