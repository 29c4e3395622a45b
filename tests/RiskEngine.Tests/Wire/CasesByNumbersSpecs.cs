using RiskEngine.Simulator.Rules;

namespace RiskEngine.Tests.Wire;

/// <summary>
/// Cases whose point is how long they take: each with its own numbers, and the engine with the settings that a desk has.
/// A class each, so that they are waited for together.
/// </summary>
[Long]
public sealed class SixtyLeftOverHttpSpec() : OverHttpSpec(unlessSaid: "")
{
    [Fact]
    public async Task Sixty_orders_must_go_within_15_s_and_5_answers_429_when_the_exchange_takes_10_at_once_and_5_a_second()
    {
        var engine = await Start("maker { }", "*: 429 above 5/s burst 10; cancel/session: reject all");
        for (var i = 0; i < 60; i++)
            Place("maker");

        var canceled = (await CancelNow(engine, TimeSpan.FromSeconds(20))).ShouldBeOfType<SessionCanceled>();

        canceled.Effort.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        Exchange.World.Requests.Count(request => request.Status == 429).ShouldBeLessThanOrEqualTo(5);
    }
}

/// <inheritdoc cref="SixtyLeftOverHttpSpec"/>
public sealed class JitterOverHttpSpec() : OverHttpSpec(unlessSaid: "")
{
    [Fact]
    public async Task No_nonce_must_be_refused_when_twenty_orders_are_canceled_one_by_one_over_a_jittery_network()
    {
        var engine = await Start("maker { }", "*: jitter 1ms..40ms; cancel/session: reject all");
        for (var i = 0; i < 20; i++)
            Place("maker");

        (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        Exchange.World.Requests.ShouldNotContain(request => request.Reason == "InvalidNonce");
        Exchange.World.Requests.Count(request => request.Path == "/v1/order/cancel").ShouldBeGreaterThanOrEqualTo(20);
    }
}

/// <inheritdoc cref="SixtyLeftOverHttpSpec"/>
public sealed class FortyLeftOverHttpSpec() : OverHttpSpec(unlessSaid: "")
{
    [Fact]
    public async Task Forty_orders_must_go_within_10_s_when_a_time_based_key_counts_fractions_of_seconds()
    {
        Exchange.World.Switches = Exchange.World.Switches with { TimeNonceForm = TimeNonceForm.Fractional };
        var engine = await Start(
            "seconds { nonce { mode = time-based, unit = fractional } }",
            "cancel/session: reject all"
        );
        for (var i = 0; i < 40; i++)
            Place("seconds");

        (await CancelNow(engine, TimeSpan.FromSeconds(10), "seconds")).ShouldBeOfType<SessionCanceled>();

        Exchange.World.Requests.Count(request => request.Path == "/v1/order/cancel").ShouldBeGreaterThanOrEqualTo(40);
    }
}
