using RiskEngine.Host.Api;
using RiskEngine.Host.CommandLine;

namespace RiskEngine.Host.Tests.CommandLine;

public sealed class CancelFiguresSpec
{
    [Fact]
    public void Figures_must_name_what_may_be_live_when_nothing_is_proven()
    {
        var answer = Answer("unconfirmed") with { UnaccountedOrders = ["1", "2"] };

        CancelFigures.Of(answer).ShouldBe("seen open: 0, not accounted for: 2");
        CancelFigures.MayBeLive(answer).ShouldBe(["1", "2"]);
    }

    [Fact]
    public void Figures_must_each_have_their_name_when_a_cancel_is_proven() =>
        CancelFigures
            .Of(Answer("canceled") with { CanceledOrders = ["1", "2"], FilledOrders = ["3"], OtherOrders = ["4"] })
            .ShouldBe("canceled by name: 2, filled meanwhile: 1, orders of others, left alone: 1");

    [Fact]
    public void Figures_must_count_all_when_an_answer_names_only_the_first() =>
        CancelFigures
            .Of(Answer("partial") with { OpenOrders = ["1"], Counts = new OrderCounts(500, 0, 70, 5, 0, 0, 0) })
            .ShouldBe("canceled by name: 500, seen open: 70, not accounted for: 5");

    private static CancelAnswer Answer(string outcome) =>
        new("c", "gemini/m", outcome, null, null, null, null, [], [], [], [], [], [], [], null, null, 1, null, 1);
}
