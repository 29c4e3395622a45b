using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class RateBudgetSpec
{
    private static readonly RateLimits Five = new(PerSecond: 5, Burst: 10, CancelShare: 0.2);
    private static readonly TimeSpan Now = Sec(60);

    [Theory]
    [InlineData(10, 0.2, 2)]
    [InlineData(11, 0.2, 3)]
    [InlineData(2, 0, 1)]
    [InlineData(4, 1, 3)]
    public void Reserve_must_be_the_share_but_at_least_one_and_leave_one_for_orders(
        int burst,
        double share,
        int reserve
    ) => new RateLimits(5, burst, share).Reserve.ShouldBe(reserve);

    [Fact]
    public void Orders_must_stop_at_the_reserve_when_the_burst_is_used_up()
    {
        var budget = RateBudget.Full(Five);
        for (var i = 0; i < 8; i++)
        {
            budget.OrderAt.ShouldBeLessThanOrEqualTo(Now, $"order {i}");
            budget = budget.Take(Now);
        }

        budget.OrderAt.ShouldBe(Now + Ms(200));
    }

    [Fact]
    public void Orders_must_leave_at_the_allowed_rate_when_they_never_stop()
    {
        var (budget, now, sent) = (RateBudget.Full(Five), Now, 0);
        while (now < Now + Sec(60))
        {
            if (budget.OrderAt <= now)
                (budget, sent) = (budget.Take(now), sent + 1);
            else
                now = budget.OrderAt;
        }

        sent.ShouldBe(8 + 299);
    }

    [Fact]
    public void Debt_must_stay_bounded_when_cancels_never_stop()
    {
        var budget = RateBudget.Full(Five);
        for (var i = 0; i < 1000; i++)
            budget = budget.Take(Now);
        budget.FullAt.ShouldBe(Now + Sec(4));
    }

    [Fact]
    public void Nothing_must_come_back_before_the_pause_is_over_when_it_was_too_much()
    {
        var budget = RateBudget.Full(Five).Drain(Now, Sec(3));
        budget.OrderAt.ShouldBe(Now + Sec(3) + Ms(600));
        budget.Drain(Now, Sec(1)).ShouldBe(budget);
    }
}
