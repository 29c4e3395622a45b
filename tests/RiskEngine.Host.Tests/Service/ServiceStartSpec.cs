using RiskEngine.Host.Service;

namespace RiskEngine.Host.Tests.Service;

public sealed class ServiceStartSpec
{
    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task Fault_must_be_listed_when_a_service_is_to_run_over_an_akka_cluster_that_it_has_not(string store)
    {
        var text = $$"""
            risk-engine {
              store.kind = {{store}}
              cluster.kind = akka
              simulator.enabled = on
              sessions { maker-1 { } }
            }
            """;

        await using var start = await ServiceStart.ReadAsync(
            [new ConfigurationText("test", text)],
            new Dictionary<string, string>(),
            TimeProvider.System,
            CancellationToken.None
        );

        start.Plan.ShouldBeNull();
        start.Faults.ShouldHaveSingleItem().Key.ShouldBe("risk-engine.cluster.kind");
    }
}
