using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class SharedBudgetSpec
{
    private static readonly RateLimits Ten = new(PerSecond: 10, Burst: 10, CancelShare: 0.2);
    private static readonly TimeSpan Now = Sec(60);

    [Fact]
    public void Slots_must_lie_at_the_rate_when_the_burst_is_promised()
    {
        var budget = SharedBudget.Full(Ten);
        var times = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            (budget, var slots) = budget.Promise(HeldRequestKind.Order, 1, Now);
            times.Add(slots.At - Now);
        }

        // Eight of the ten are not kept for cancels, and eight a second come back.
        times.ShouldBe([.. Enumerable.Repeat(TimeSpan.Zero, 8), Ms(125), Ms(250), Ms(375), Ms(500)]);
    }

    [Fact]
    public void Slots_must_follow_each_other_and_nobody_elses_when_several_are_promised()
    {
        var budget = SharedBudget.Full(Ten);
        for (var i = 0; i < 8; i++)
            (budget, _) = budget.Promise(HeldRequestKind.Order, 1, Now);

        (budget, var three) = budget.Promise(HeldRequestKind.Preflight, 3, Now);
        (_, var next) = budget.Promise(HeldRequestKind.Preflight, 1, Now);

        three.ShouldBe(new RequestSlots(Now + Ms(125), Ms(125), 3));
        next.At.ShouldBe(Now + Ms(500));
    }

    [Fact]
    public void Proof_must_not_queue_behind_preflights_when_a_thousand_are_promised()
    {
        var budget = SharedBudget.Full(Ten);
        for (var i = 0; i < 1000; i++)
            (budget, _) = budget.Promise(HeldRequestKind.Preflight, 3, Now);
        var times = new List<TimeSpan>();
        for (var i = 0; i < 4; i++)
        {
            (budget, var slots) = budget.Promise(HeldRequestKind.Proof, 1, Now);
            times.Add(slots.At - Now);
        }

        times.ShouldBe([TimeSpan.Zero, TimeSpan.Zero, Ms(500), Ms(1000)]);
    }

    [Fact]
    public void Proof_must_have_all_of_the_rate_when_nothing_else_waits()
    {
        var budget = SharedBudget.Full(Ten);
        var last = TimeSpan.Zero;
        for (var i = 0; i < 110; i++)
        {
            (budget, var slots) = budget.Promise(HeldRequestKind.Proof, 1, Now);
            last = slots.At - Now;
        }

        last.ShouldBe(Sec(10));
    }

    [Fact]
    public void Debt_must_be_bounded_when_a_storm_of_cancels_left_without_slots()
    {
        var budget = SharedBudget.Full(Ten);
        for (var i = 0; i < 10_000; i++)
            budget = budget.Charge(Now);

        (budget, var order) = budget.Promise(HeldRequestKind.Order, 1, Now);
        (_, var proof) = budget.Promise(HeldRequestKind.Proof, 1, Now);

        order.At.ShouldBe(Now + Ms(125) * (2 * 8 - 7));
        proof.At.ShouldBe(Now);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Budget_must_not_be_made_when_one_of_its_parts_would_have_no_slot(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => SharedBudget.Full(Ten with { CancelShare = share }));

    /// <summary>Whoever asks, whenever and for however much: in no time lie more slots than the burst and the rate allow.</summary>
    [SeededProperty]
    public void Slots_must_never_lie_closer_than_the_budget_allows(
        (byte Pause, byte Kind, byte Count)[] asked,
        byte perSecond,
        byte burst
    )
    {
        var limits = new RateLimits(1 + perSecond, 2 + burst % 20, 0.3);
        var (budget, now, all) = (SharedBudget.Full(limits), Now, new List<TimeSpan>());
        foreach (var (pause, kind, count) in asked)
        {
            now += Ms(pause % 7 == 0 ? pause * 20 : 0);
            (budget, var slots) = budget.Promise((HeldRequestKind)(kind % 4), 1 + count % 3, now);
            slots.At.ShouldBeGreaterThanOrEqualTo(now);
            all.AddRange(Enumerable.Range(0, slots.Count).Select(i => slots.At + slots.Spacing * i));
        }

        all.Sort();
        for (var from = 0; from < all.Count; from++)
        for (var to = from; to < all.Count; to++)
            (to - from + 1).ShouldBeLessThanOrEqualTo(
                (int)Math.Ceiling(limits.Burst + (all[to] - all[from]).TotalSeconds * limits.PerSecond + 0.001),
                $"from {all[from]} to {all[to]}"
            );
    }
}
