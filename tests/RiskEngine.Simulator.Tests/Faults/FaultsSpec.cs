using System.Globalization;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Faults;

public sealed class FaultsSpec
{
    [Theory]
    [InlineData("drop", Delivery.Closed, false)]
    [InlineData("drop-after", Delivery.Closed, true)]
    [InlineData("reset", Delivery.Reset, false)]
    [InlineData("reset-after", Delivery.Reset, true)]
    [InlineData("stall", Delivery.Never, false)]
    [InlineData("stall-after", Delivery.Never, true)]
    [InlineData("truncate", Delivery.Truncated, true)]
    public void Lost_answer_must_leave_the_book_changed_only_when_it_was_lost_after_processing(
        string effect,
        Delivery delivery,
        bool executed
    )
    {
        var lab = Lab.WithFaults($"cancel/session: {effect} x1");
        lab.Place();

        lab.Reply(Lab.Session).Delivery.ShouldBe(delivery);

        lab.World.OpenOrders.Count.ShouldBe(executed ? 0 : 1);
        lab.World.Requests[^1].IsExecuted.ShouldBe(executed);
        lab.World.Requests[^1].IsConnectionDropped.ShouldBe(delivery != Delivery.Never);
        lab.Reply(Lab.Session).Delivery.ShouldBe(Delivery.Sent);
    }

    [Theory]
    [InlineData(
        "429",
        429,
        "application/json",
        """{"result":"error","reason":"RateLimit","message":"Too Many Requests"}"""
    )]
    [InlineData(
        "500",
        500,
        "application/json",
        """{"result":"error","reason":"System","message":"Internal Server Error"}"""
    )]
    [InlineData("500-text", 500, "text/plain", "Internal Server Error")]
    [InlineData("500-empty", 500, "text/plain", "")]
    [InlineData(
        "503",
        503,
        "application/json",
        """{"result":"error","reason":"Maintenance","message":"The Gemini Exchange is currently undergoing maintenance. Please check https://status.gemini.com/ for more information."}"""
    )]
    public void Error_must_have_the_documented_body_and_execute_nothing_when_it_comes_instead(
        string effect,
        int status,
        string type,
        string body
    )
    {
        var lab = Lab.WithFaults($"cancel/session: {effect}");
        lab.Place();
        var answer = lab.Send(Lab.Session);
        (answer.Status, answer.ContentType, answer.Body).ShouldBe((status, type, body));
        lab.World.OpenOrders.Count.ShouldBe(1);
        lab.World.Requests[^1].CheckedAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("500-after", 500)]
    [InlineData("500-text-after", 500)]
    [InlineData("500-empty-after", 500)]
    [InlineData("502-after", 502)]
    [InlineData("503-after", 503)]
    [InlineData("garbage", 200)]
    [InlineData("error-inside", 200)]
    [InlineData("empty", 200)]
    [InlineData("huge", 200)]
    public void Wrong_answer_must_hide_an_executed_cancel_when_it_comes_after(string effect, int status)
    {
        var lab = Lab.WithFaults($"cancel/session: {effect}");
        lab.Place();
        var answer = lab.Send(Lab.Session);
        answer.Status.ShouldBe(status);
        answer.Body.ShouldNotContain("cancelledOrders");
        lab.World.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public void Bad_gateway_must_be_html_when_a_proxy_answers()
    {
        var answer = Lab.WithFaults("*: 502").Send(Lab.Heartbeat);
        answer.ContentType.ShouldBe("text/html");
        answer.Body.ShouldStartWith("<html>");
    }

    [Fact]
    public void Retry_after_must_be_seconds_or_a_date_when_the_plan_says_so()
    {
        var lab = Lab.WithFaults("*: 429 x1, 429 retry-after 1500ms x1, 429 retry-date 3s x1");
        lab.Send(Lab.Heartbeat).RetryAfter.ShouldBeNull();
        lab.Send(Lab.Heartbeat).RetryAfter.ShouldBe("2");
        lab.Send(Lab.Heartbeat).RetryAfter.ShouldBe("Fri, 02 Jan 2026 03:04:08 GMT");
    }

    [Fact]
    public void Request_in_transit_must_be_checked_on_arrival_when_a_later_nonce_overtakes_it()
    {
        var lab = Lab.WithFaults("new: transit 200ms");
        var late = lab.Begin(Lab.New, fields: Lab.ALimitOrder);
        lab.Send(Lab.Heartbeat).Status.ShouldBe(200);
        lab.World.Requests[0].CheckedAt.ShouldBeNull();
        lab.Finish(late).Answer!.Reason.ShouldBe("InvalidNonce");
        lab.World.Requests[0].CheckedAt.ShouldBe(Lab.Start.AddMilliseconds(200));
    }

    [Fact]
    public void Latency_must_delay_the_answer_and_not_the_cancel()
    {
        var lab = Lab.WithFaults("cancel/session: latency 400ms");
        lab.Place();
        lab.Reply(Lab.Session).Latency.ShouldBe(TimeSpan.FromMilliseconds(400));
        lab.World.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public void Latencies_must_stay_in_bounds_and_have_their_shape_when_they_are_drawn()
    {
        var uniform = Draw("50ms..450ms");
        uniform.ShouldAllBe(ms => ms >= 50 && ms <= 450);
        uniform[uniform.Count / 2].ShouldBeInRange(230, 270);

        var longTailed = Draw("5ms~2s");
        longTailed.ShouldAllBe(ms => ms >= 5 && ms <= 2_000);
        longTailed[longTailed.Count / 2].ShouldBeInRange(8, 10);
        longTailed[longTailed.Count * 99 / 100].ShouldBeInRange(150, 350);

        static List<double> Draw(string delay)
        {
            var lab = Lab.WithFaults($"*: latency {delay}", seed: 7);
            return
            [
                .. Enumerable.Range(0, 5_000).Select(_ => lab.Reply(Lab.Heartbeat).Latency.TotalMilliseconds).Order(),
            ];
        }
    }

    [Theory]
    [InlineData("reject 1", 1)]
    [InlineData("reject 2", 2)]
    [InlineData("reject all", 3)]
    public void Rejected_orders_must_stay_open_and_be_listed_when_a_bulk_cancel_rejects(string effect, int rejected)
    {
        var lab = Lab.WithFaults($"cancel/session: {effect} x1; cancel/all: {effect} x1");
        foreach (var path in new[] { Lab.Session, Lab.All })
        {
            var ids = Enumerable.Range(0, 3).Select(_ => lab.Place().Id).ToList();
            var answer = lab.Send(path);
            Lab.Json(answer).GetProperty("result").GetString().ShouldBe("ok");
            Lab.Ids(answer, "cancelRejects").ShouldBe(ids.Take(rejected));
            Lab.Ids(answer, "cancelledOrders").ShouldBe(ids.Skip(rejected));
            lab.World.OpenOrders.Select(order => order.Id).ShouldBe(ids.Take(rejected));

            // A direct cancel takes what is left.
            foreach (var id in ids)
                lab.Send(Lab.Cancel, fields: $"\"order_id\":{id}").Status.ShouldBe(200);
            lab.World.OpenOrders.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("45s", 45)]
    [InlineData("-45s", -45)]
    public void Skewed_clock_must_refuse_honest_time_based_nonces_and_show_in_the_date(string skew, int seconds)
    {
        var key = Lab.Maker with { Nonce = NonceMode.TimeBased };
        var lab = Lab.With(key);
        lab.World.UseFaults(FaultPlan.Parse($"*: skew {skew}"));
        var reply = lab.Reply(Lab.Session, key, nonce: $"{lab.Seconds}");
        reply.Answer!.Body.ShouldContain(
            $"not within 30 seconds of server time '{(lab.Seconds + seconds).ToString(CultureInfo.InvariantCulture)}''"
        );
        reply.Date.ShouldBe(Lab.Start.AddSeconds(seconds));
        lab.Send(Lab.Session, key, nonce: $"{lab.Seconds + seconds}").Status.ShouldBe(200);
    }

    [Fact]
    public void Wrong_date_must_show_in_the_date_alone()
    {
        var key = Lab.Maker with { Nonce = NonceMode.TimeBased };
        var lab = Lab.With(key);
        lab.World.UseFaults(FaultPlan.Parse("*: date -1h"));
        var reply = lab.Reply(Lab.Session, key, nonce: $"{lab.Seconds}");
        reply.Answer!.Status.ShouldBe(200);
        reply.Date.ShouldBe(Lab.Start.AddHours(-1));
    }

    [Fact]
    public void Steps_must_be_used_in_order_and_then_be_spent_when_they_are_counted()
    {
        var lab = Lab.WithFaults("heartbeat: ok x1, 500 x2, 502 x1");
        Enumerable.Range(0, 6).Select(_ => lab.Send(Lab.Heartbeat).Status).ShouldBe([200, 500, 500, 502, 200, 200]);
    }

    [Fact]
    public void Step_must_last_from_its_first_use_when_it_is_timed()
    {
        var lab = Lab.WithFaults("*: 503 for 3s, 500 x1");
        lab.Pass(TimeSpan.FromHours(1));
        lab.Send(Lab.Heartbeat).Status.ShouldBe(503);
        lab.Pass(TimeSpan.FromSeconds(2.999));
        lab.Send(Lab.Heartbeat).Status.ShouldBe(503);
        lab.Pass(TimeSpan.FromMilliseconds(1));
        lab.Send(Lab.Heartbeat).Status.ShouldBe(500);
        lab.Send(Lab.Heartbeat).Status.ShouldBe(200);
    }

    [Fact]
    public void Rule_must_meet_only_its_endpoint_and_session_when_it_names_them()
    {
        var lab = Lab.WithFaults("heartbeat@taker: 500");
        lab.Send(Lab.Heartbeat, Lab.Maker).Status.ShouldBe(200);
        lab.Send(Lab.Roles, Lab.Taker).Status.ShouldBe(200);
        lab.Send(Lab.Heartbeat, Lab.Taker).Status.ShouldBe(500);
    }

    [Fact]
    public void Rules_must_add_their_times_and_let_the_first_mishap_stand_when_several_match()
    {
        var reply = Lab.WithFaults("*: latency 100ms; heartbeat: latency 50ms; *: 502; *: 500").Reply(Lab.Heartbeat);
        reply.Latency.TotalMilliseconds.ShouldBe(150);
        reply.Answer!.Status.ShouldBe(502);
    }

    [Fact]
    public void Chance_must_be_kept_when_it_is_given()
    {
        var lab = Lab.WithFaults("*/10%: 500", seed: 3);
        Enumerable.Range(0, 5_000).Count(_ => lab.Send(Lab.Heartbeat).Status == 500).ShouldBeInRange(420, 580);
    }

    [Fact]
    public void Same_seed_must_give_the_same_world_and_another_seed_another()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            Run(seed).ShouldBe(Run(seed), $"seed {seed}");
            Run(seed).ShouldNotBe(Run(seed + 1_000), $"seed {seed}");
        }

        static string Run(int seed)
        {
            var lab = Lab.WithFaults("chaos", seed);
            for (var i = 0; i < 40; i++)
            {
                lab.Reply(Lab.New, fields: Lab.ALimitOrder);
                if (i % 10 == 9)
                    lab.Reply(Lab.Session);
            }
            return string.Join('\n', lab.World.Requests.Select(r => $"{r} {string.Join(',', r.Suffered)}"))
                + string.Join('\n', lab.World.Orders);
        }
    }
}
