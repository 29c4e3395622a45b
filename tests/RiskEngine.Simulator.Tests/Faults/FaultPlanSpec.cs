using RiskEngine.Simulator.Faults;

namespace RiskEngine.Simulator.Tests.Faults;

public sealed class FaultPlanSpec
{
    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData(" chaos ")]
    [InlineData("cancel/session: drop-after x2, 502 x1; */10%: latency 50ms..400ms")]
    [InlineData("order/cancel/session@maker-1/0.5%: ok x3, 500-text for 1.5s, reject all;")]
    [InlineData("/v1/order/new: hold 5ms~2s; *: skew -45s x1, date 1h")]
    [InlineData("cancel/all: reject 2; *: 429 retry-after 1s x1, 429 retry-date 2m x1, 429")]
    public void Plan_must_be_read_when_it_is_well_formed(string text)
    {
        FaultPlan.TryParse(text, out var plan, out var faults).ShouldBeTrue(string.Join('\n', faults));
        plan.Text.ShouldBe(text.Trim());
        plan.ToString().ShouldBe(plan.Text);
    }

    [Theory]
    [InlineData("nonsense", "'nonsense': neither a ready-made plan nor a rule 'TARGET: EFFECT'")]
    [InlineData("*:", "'*:': a rule needs an effect")]
    [InlineData(
        "orderz: 500",
        "'orderz': no such endpoint: use * or one of cancel/session, cancel/all, cancel, new, status, orders, roles, heartbeat"
    )]
    [InlineData("*/0%: 500", "'*/0%': the chance is written '/N%', above 0 and at most 100")]
    [InlineData("*/x%: 500", "'*/x%': the chance is written '/N%', above 0 and at most 100")]
    [InlineData("new%: 500", "'new%': the chance is written '/N%', above 0 and at most 100")]
    [InlineData("new@: 500", "'new@': '@' wants the alias of a session")]
    [InlineData("*: 504", "'504': no such effect")]
    [InlineData("*: drop x0", "'drop x0': xN wants a number from 1 on")]
    [InlineData("*: drop x99999999999", "'drop x99999999999': xN wants a number from 1 on")]
    [InlineData("*: drop for ever", "'drop for ever': 'for' wants a time such as 3s")]
    [InlineData("*: drop for -1s", "'drop for -1s': 'for' wants a time such as 3s")]
    [InlineData("*: drop 5ms", "'drop 5ms': 'drop' takes nothing but xN or 'for TIME'")]
    [InlineData("*: 429 soon", "'429 soon': 429 stands alone or with 'retry-after TIME' or 'retry-date TIME'")]
    [InlineData(
        "*: latency",
        "'latency': wants one delay: 20ms, 50ms..400ms or 5ms~2s, the first bound above 0 and not above the second"
    )]
    [InlineData(
        "*: latency 9ms..3ms",
        "'latency 9ms..3ms': wants one delay: 20ms, 50ms..400ms or 5ms~2s, the first bound above 0 and not above the second"
    )]
    [InlineData(
        "*: transit 0ms",
        "'transit 0ms': wants one delay: 20ms, 50ms..400ms or 5ms~2s, the first bound above 0 and not above the second"
    )]
    [InlineData("*: skew soon", "'skew soon': wants a time such as 45s or -45s")]
    [InlineData("*: skew NaNs", "'skew NaNs': wants a time such as 45s or -45s")]
    [InlineData("cancel/session: reject 0", "'reject 0': wants a number from 1 on, or 'all'")]
    [InlineData("new: reject 1", "'reject 1': only cancel/session and cancel/all can reject")]
    [InlineData("cancel: reject 1", "'reject 1': only cancel/session and cancel/all can reject")]
    [InlineData("cancel: hold 1s", "'hold 1s': only new orders can be held")]
    [InlineData("*: 500, 502", "'500': lasts for ever, so what follows is never reached: add xN or 'for TIME'")]
    public void Plan_must_be_refused_with_the_part_and_the_reason_when_it_is_malformed(string text, string fault)
    {
        FaultPlan.TryParse(text, out var plan, out var faults).ShouldBeFalse();
        faults.ShouldBe([fault]);
        plan.ShouldBeSameAs(FaultPlan.None);
    }

    [Fact]
    public void Plan_must_be_refused_with_every_fault_when_there_are_several()
    {
        FaultPlan.TryParse("foo: bar; new: 500, 502; baz", out _, out var faults).ShouldBeFalse();
        faults.Count.ShouldBe(4);
        Should.Throw<FormatException>(() => FaultPlan.Parse("foo: bar")).Message.ShouldContain("no such effect");
    }

    [Fact]
    public void Ready_made_plans_must_all_be_well_formed()
    {
        NamedPlans
            .All.Select(plan => plan.Name)
            .ShouldBe([
                "none",
                "flaky",
                "maintenance",
                "lost-answers",
                "late-order",
                "rejects",
                "rate-limited",
                "stall",
                "chaos",
            ]);
        foreach (var plan in NamedPlans.All)
            FaultPlan
                .TryParse(plan.Text, out _, out var faults)
                .ShouldBeTrue($"{plan.Name}: {string.Join('\n', faults)}");
    }

    [Fact]
    public void Grammar_must_name_every_effect_when_it_is_printed()
    {
        foreach (
            var word in "ok transit hold latency 429 retry-after retry-date 500 500-text 500-empty 502 503 drop reset stall -after truncate garbage empty huge 301 reject skew date".Split(
                ' '
            )
        )
            FaultGrammar.Help.ShouldContain(word);
        FaultPlan
            .TryParse("cancel/session: drop-after x2, 502 x1; */10%: latency 50ms..400ms", out _, out _)
            .ShouldBeTrue();
    }
}
