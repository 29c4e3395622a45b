using RiskEngine.Simulator.Endpoints;
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
    [InlineData(
        "cancel/session: 301 html x1, 301 x1; *: 403-after html for 2s; orders: 404 empty; cancel: 400 NoSuchOrder"
    )]
    [InlineData("*: 429 above 5/s; *: 429 above 300/m burst 10 x5")]
    [InlineData(
        "orders: hide-young 150ms..2s; orders/50%: keep-closed 1s; orders: show-closed 1m; status: stale 1s~4s"
    )]
    [InlineData("symbols/details: 403 html x1; /v1/book: stall; notionalbalances: drop; orders/history: stale 2s")]
    [InlineData("orders: replicas 3 2s; orders: foreign 11; new: shape without-is-live; *: compress br; *: date none")]
    [InlineData("cancel: settle 5ms; cancel/all: settle-live 5ms; new: fill 40% now; new: fill 5ms; cancel: fill now")]
    [InlineData("cancel/session: reject 1 filled x1, reject all fills 20ms..80ms; *: jitter 1ms..40ms")]
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
        "'orderz': no such endpoint: use * or one of cancel/session, cancel/all, cancel, new, status, orders, orders/history, prediction-markets/order, prediction-markets/cancel, roles, heartbeat, account, balances, notionalbalances, mytrades, tradevolume, notionalvolume, symbols, symbols/details, pubticker, ticker, book, pricefeed, trades"
    )]
    [InlineData("*/0%: 500", "'*/0%': the chance is written '/N%', above 0 and at most 100")]
    [InlineData("*/x%: 500", "'*/x%': the chance is written '/N%', above 0 and at most 100")]
    [InlineData("new%: 500", "'new%': the chance is written '/N%', above 0 and at most 100")]
    [InlineData("new@: 500", "'new@': '@' wants the alias of a session")]
    [InlineData(
        "*: 504",
        "'504': wants 'html', 'empty' or the REASON of a refusal; alone stand 301, 429, 500, 502, 503"
    )]
    [InlineData("*: 204 empty", "'204 empty': no such effect")]
    [InlineData("*: 600 html", "'600 html': no such effect")]
    [InlineData("*: unheard of", "'unheard of': no such effect")]
    [InlineData(
        "*: 400 marketClosed",
        "'400 marketClosed': wants 'html', 'empty' or the REASON of a refusal; alone stand 301, 429, 500, 502, 503"
    )]
    [InlineData("*: drop x0", "'drop x0': xN wants a number from 1 on")]
    [InlineData("*: drop x99999999999", "'drop x99999999999': xN wants a number from 1 on")]
    [InlineData("*: drop for ever", "'drop for ever': 'for' wants a time such as 3s")]
    [InlineData("*: drop for -1s", "'drop for -1s': 'for' wants a time such as 3s")]
    [InlineData("*: drop 5ms", "'drop 5ms': 'drop' takes nothing but xN or 'for TIME'")]
    [InlineData(
        "*: 429 soon",
        "'429 soon': 429 stands alone or with 'retry-after TIME', 'retry-date TIME', 'above N/s [burst N]', 'html', 'empty' or a REASON"
    )]
    [InlineData(
        "*: 429 above 5",
        "'429 above 5': 429 stands alone or with 'retry-after TIME', 'retry-date TIME', 'above N/s [burst N]', 'html', 'empty' or a REASON"
    )]
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
    [InlineData("*: date soon", "'date soon': wants a time such as 45s or -45s, a date such as 9999-12-31, or 'none'")]
    [InlineData("*: skew NaNs", "'skew NaNs': wants a time such as 45s or -45s")]
    [InlineData(
        "cancel/session: reject 0",
        "'reject 0': wants a number from 1 on, or 'all', and maybe 'filled' or 'fills DELAY'"
    )]
    [InlineData(
        "cancel/all: reject 1 fills",
        "'reject 1 fills': wants a number from 1 on, or 'all', and maybe 'filled' or 'fills DELAY'"
    )]
    [InlineData(
        "orders: replicas 1 2s",
        "'replicas 1 2s': wants a number from 2 on and how far the last one is behind: replicas 3 2s"
    )]
    [InlineData("orders: foreign", "'foreign': wants a number from 1 on")]
    [InlineData("new: shape round", "'shape round': wants full, without-is-live or prediction")]
    [InlineData("*: compress zip", "'compress zip': wants gzip, deflate or br")]
    [InlineData(
        "new: fill 101% now",
        "'fill 101% now': wants 'now' or one delay, and maybe a share before it: fill 50ms, fill 40% now"
    )]
    [InlineData("new: hide-young 1s", "'hide-young 1s': only looks at orders and cancels can miss young orders")]
    [InlineData("status: keep-closed 1s", "'keep-closed 1s': only orders can list closed orders")]
    [InlineData("status: show-closed 1s", "'show-closed 1s': only orders can list closed orders")]
    [InlineData("cancel: stale 1s", "'stale 1s': only looks at orders can be out of date")]
    [InlineData("cancel: replicas 2 1s", "'replicas 2 1s': only looks at orders can be out of date")]
    [InlineData("status: foreign 1", "'foreign 1': only orders can list foreign orders")]
    [InlineData("orders: settle 1s", "'settle 1s': only cancels can take effect later")]
    [InlineData("new: settle-live 1s", "'settle-live 1s': only cancels can take effect later")]
    [InlineData("cancel/session: fill now", "'fill now': only an order that is placed or canceled can be filled")]
    [InlineData("roles: shape full", "'shape full': only answers with orders have a shape")]
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
                "lagging-lists",
                "disagreeing-replicas",
                "closed-entries",
                "slow-cancels",
                "fills",
                "front-page",
                "tight-rates",
                "odd-answers",
                "chaos",
            ]);
        foreach (var plan in NamedPlans.All)
            FaultPlan
                .TryParse(plan.Text, out _, out var faults)
                .ShouldBeTrue($"{plan.Name}: {string.Join('\n', faults)}");
    }

    [Fact]
    public void Users_must_be_told_of_every_plan_effect_and_endpoint()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));
        foreach (var plan in NamedPlans.All.Where(plan => plan.Name != "none"))
            readme.ShouldContain($"`{plan.Name}`");
        foreach (var word in EffectWords.All.Select(word => word.Word))
            FaultGrammar.Help.ShouldContain(word);
        foreach (
            var word in "retry-after retry-date above burst html STATUS REASON -after filled fills full without-is-live prediction gzip deflate br none".Split(
                ' '
            )
        )
            FaultGrammar.Help.ShouldContain(word);
        foreach (var endpoint in Endpoint.All)
            FaultGrammar.Help.ShouldContain(endpoint.Names[^1]);
    }
}
