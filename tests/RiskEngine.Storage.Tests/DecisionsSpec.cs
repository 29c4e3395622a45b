namespace RiskEngine.Storage.Tests;

public sealed class DecisionsSpec
{
    [Fact]
    public void Decision_over_a_closed_union_must_name_every_case_of_it()
    {
        ClosedUnions.DecisionsIn(typeof(EngineStore).Assembly).ShouldNotBeEmpty();
        ClosedUnions.LeftOutIn(typeof(EngineStore).Assembly).ShouldBeEmpty();
    }

    [Fact]
    public void Decision_must_throw_at_a_case_that_is_added() => ClosedUnions.MustSpeakIn(typeof(EngineStore).Assembly);
}
