using Xunit.Abstractions;

namespace RiskEngine.Core.Tests.Simulation;

public sealed class GuardianSimulationSpec(ITestOutputHelper output)
{
    /// <summary>I1, I2, I3, I7 and I11 over seeded days of faults; each part has seeds of its own, so that they run side by side.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10_001)]
    [InlineData(20_001)]
    public void Guardian_must_keep_its_promises_when_everything_fails_at_random(int firstSeed)
    {
        var (decisions, answers) = (0, 0);
        Seeds.Run(
            Seeds.From(firstSeed, 1000),
            seed =>
            {
                var world = new World(seed);
                world.Run();
                decisions += world.Decisions;
                answers += world.Answers;
            }
        );
        output.WriteLine($"{decisions} decisions, {answers} answers");
        answers.ShouldBePositive();
    }

    [Fact]
    public void Run_must_repeat_itself_when_its_seed_does()
    {
        var (first, second) = (new World(7), new World(7));
        first.Run();
        second.Run();
        (first.Decisions, first.Answers).ShouldBe((second.Decisions, second.Answers));
    }
}
