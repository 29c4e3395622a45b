using RiskEngine.Host.Api;
using RiskEngine.Host.Drill;

namespace RiskEngine.Host.Tests;

public sealed class DecisionsSpec
{
    [Fact]
    public void Decision_over_a_closed_union_must_name_every_case_of_it() =>
        ClosedUnions.LeftOutIn(typeof(CancelAnswer).Assembly).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(SessionCancelOutcome))]
    [InlineData(typeof(PrivateRequestOutcome))]
    [InlineData(typeof(KillSwitchState))]
    public void Union_must_be_decided_over_with_a_throwing_default(Type union) =>
        ClosedUnions.DecisionsIn(typeof(CancelAnswer).Assembly).Select(x => x.Union).ShouldContain(union);

    [Fact]
    public void Decision_must_throw_at_a_case_that_is_added() =>
        ClosedUnions.MustSpeakIn(
            typeof(CancelAnswer).Assembly,
            // Members that one case alone has, of an outcome whose cases are told apart beside them.
            ($"{typeof(CancelAnswer)}.{nameof(CancelAnswer.Of)}", nameof(SessionCancelOutcome)),
            ($"{typeof(DrillEvidence)}.Of", nameof(SessionCancelOutcome))
        );
}
