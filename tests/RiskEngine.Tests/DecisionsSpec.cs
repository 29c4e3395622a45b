namespace RiskEngine.Tests;

public sealed class DecisionsSpec
{
    [Fact]
    public void Decision_over_a_closed_union_must_name_every_case_of_it() =>
        ClosedUnions.LeftOutIn(typeof(RiskEngineHandle).Assembly).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(GuardianEffect))]
    [InlineData(typeof(SwitchEffect))]
    [InlineData(typeof(PlacingEffect))]
    [InlineData(typeof(PassingEffect))]
    public void Effects_must_be_carried_out_with_a_throwing_default(Type union) =>
        ClosedUnions.DecisionsIn(typeof(RiskEngineHandle).Assembly).Select(x => x.Union).ShouldContain(union);
}
