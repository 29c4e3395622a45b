using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class FairnessSpec
{
    [Fact]
    public void Quiet_strategy_must_have_the_next_turn_when_a_busy_one_fills_the_queue()
    {
        var guardian = new GuardianScript();
        for (var i = 0; i < 5; i++)
            Ask(guardian, "busy", $"busy-{i}");
        Ask(guardian, "quiet", "quiet-0");
        Ask(guardian, "quiet", "quiet-1");

        var served = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            guardian.Answers(guardian.MustHaveSentOrder(), Says.Done());
            served.Add(guardian.Latest.OfType<GuardianEffect.AnswerPrivate>().Single().Outcome.Command.Value);
        }

        served.ShouldBe(["busy-0", "quiet-0", "busy-1", "quiet-1", "busy-2", "busy-3", "busy-4"]);
    }

    private static void Ask(GuardianScript guardian, string strategy, string id) =>
        guardian.Feed(new GuardianInput.PrivateRequested(Order(id) with { Strategy = new StrategyId(strategy) }));
}
