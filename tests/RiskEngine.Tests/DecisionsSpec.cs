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

    [Fact]
    public void Decision_must_throw_at_a_case_that_is_added() =>
        ClosedUnions.MustSpeakIn(
            typeof(RiskEngineHandle).Assembly,
            [
                // Each asks, of one setting after another, whether it is of one kind.
                ($"{typeof(ClusterSettings)}.{nameof(ClusterSettings.Read)}", "Kind"),
                // What is no section where one has to be is a fault that is told, whatever it is.
                ($"{typeof(KnownKeys)}.Checked", nameof(ConfigurationNode)),
                ($"{typeof(KnownKeys)}.Sessions", nameof(ConfigurationNode)),
                // What stands there already is given twice, whatever it is.
                ($"{typeof(HoconTree)}.{nameof(HoconTree.Put)}", nameof(ConfigurationNode)),
                // A token of a kind that may not stand where it does is a fault that is told.
                .. ClosedUnions
                    .SilentIn(typeof(RiskEngineHandle).Assembly)
                    .Where(x => x.Over == nameof(HoconTokenKind))
                    .Select(x => (x.Where, x.Over)),
            ]
        );

    [Fact]
    public void Client_must_name_every_case_and_throw_at_one_that_is_added()
    {
        ClosedUnions.DecisionsIn(typeof(WireFormat).Assembly).ShouldNotBeEmpty();
        ClosedUnions.LeftOutIn(typeof(WireFormat).Assembly).ShouldBeEmpty();
        ClosedUnions.MustSpeakIn(typeof(WireFormat).Assembly);
    }
}
