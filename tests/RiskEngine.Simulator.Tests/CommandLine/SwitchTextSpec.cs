using RiskEngine.Simulator.CommandLine;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Tests.CommandLine;

public sealed class SwitchTextSpec
{
    [Fact]
    public void Every_switch_must_change_nothing_when_it_is_set_to_its_first_value()
    {
        foreach (var known in SwitchText.All)
            known.Set(new Switches(), known.Values[0]).ShouldBe(new Switches(), known.Name);
    }

    [Fact]
    public void Every_switch_must_give_a_different_reading_for_each_of_its_values()
    {
        foreach (var known in SwitchText.All)
            known
                .Values.Select(value => known.Set(new Switches(), value))
                .Distinct()
                .Count()
                .ShouldBe(known.Values.Count, known.Name);
    }

    [Fact]
    public void Every_property_of_the_switches_must_have_a_text_except_the_settling_time()
    {
        // CancelSettles is a matter of tests; everything else can be chosen on the command line.
        typeof(Switches)
            .GetProperties()
            .Count(p => p.Name != nameof(Switches.CancelSettles) && p.CanWrite)
            .ShouldBe(SwitchText.All.Count);
    }
}
