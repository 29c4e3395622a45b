namespace RiskEngine.Simulator.Tests;

public sealed class DecisionsSpec
{
    [Fact]
    public void Decision_must_throw_at_a_case_that_is_added() =>
        ClosedUnions.MustSpeakIn(typeof(GeminiSimulator).Assembly);
}
