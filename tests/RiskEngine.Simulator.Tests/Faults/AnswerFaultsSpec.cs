using System.Text.Json;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Rules;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Faults;

/// <summary>Answers that are nobody's, or look different, and clocks that lie.</summary>
public sealed class AnswerFaultsSpec
{
    [Theory]
    [InlineData("403 html", 403, "text/html", "403 Forbidden", null)]
    [InlineData("301 html", 301, "text/html", "301 Moved Permanently", "/moved")]
    [InlineData("200 html", 200, "text/html", "200 OK", null)]
    [InlineData("404 empty", 404, "text/plain", "", null)]
    [InlineData("302 empty", 302, "text/plain", "", "/moved")]
    [InlineData("301", 301, "text/plain", "", "/moved")]
    public void Front_must_answer_so_often_and_execute_nothing_when_it_comes_instead(
        string effect,
        int status,
        string type,
        string title,
        string? location
    )
    {
        var lab = Lab.WithFaults($"cancel/session: {effect} x2");
        lab.Place();
        for (var i = 0; i < 2; i++)
        {
            var answer = lab.Send(Lab.Session);
            (answer.Status, answer.ContentType, answer.Location).ShouldBe((status, type, location));
            if (title.Length == 0)
                answer.Body.ShouldBeEmpty();
            else
                answer.Body.ShouldContain($"<title>{title}</title>");
            answer.IsAccepted.ShouldBeFalse();
        }
        lab.World.OpenOrders.Count.ShouldBe(1);
        lab.World.Requests[^1].CheckedAt.ShouldBeNull();
        lab.Send(Lab.Session).IsAccepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData("403-after html", 403)]
    [InlineData("404-after empty", 404)]
    [InlineData("301-after", 301)]
    [InlineData("400-after MarketClosed", 400)]
    public void Front_must_hide_what_was_executed_when_it_comes_after(string effect, int status)
    {
        var lab = Lab.WithFaults($"new: {effect}");
        lab.Send(Lab.New, fields: Lab.ALimitOrder).Status.ShouldBe(status);
        lab.World.OpenOrders.Count.ShouldBe(1);
        lab.World.Requests[^1].IsExecuted.ShouldBeTrue();
    }

    [Theory]
    [InlineData("400 MarketClosed", 400, "MarketClosed")]
    [InlineData("403 UsageLimit", 403, "UsageLimit")]
    [InlineData("400 INVALID_NONCE", 400, "INVALID_NONCE")]
    [InlineData("404 NoSuchOrder", 404, "NoSuchOrder")]
    [InlineData("200 RateLimit", 200, "RateLimit")]
    public void Refusal_must_have_the_exchange_s_own_form_when_the_plan_names_a_reason(
        string effect,
        int status,
        string reason
    )
    {
        var lab = Lab.WithFaults($"cancel/session: {effect}");
        lab.Place();
        var answer = lab.Send(Lab.Session);
        (answer.Status, answer.ContentType, answer.IsAccepted).ShouldBe((status, "application/json", false));
        answer.Body.ShouldBe($$"""{"result":"error","reason":"{{reason}}","message":"{{reason}}"}""");
        lab.World.OpenOrders.Count.ShouldBe(1);
    }

    [Fact]
    public void Single_cancels_must_be_refused_above_the_rate_and_only_there()
    {
        var lab = Lab.WithFaults("cancel: 429 above 5/s burst 10");
        var ids = Enumerable.Range(0, 40).Select(_ => lab.Place().Id).ToList();
        var statuses = new List<int>();
        foreach (var id in ids)
        {
            statuses.Add(lab.Send(Lab.Cancel, fields: $"\"order_id\":{id}").Status);
            lab.Pass(TimeSpan.FromMilliseconds(100));
        }
        statuses.Take(10).ShouldAllBe(status => status == 200);
        // Ten a second come, five a second pass.
        statuses.Skip(20).Count(status => status == 200).ShouldBe(10);
        lab.World.OpenOrders.Count.ShouldBe(statuses.Count(status => status == 429));
        // Others are not counted.
        lab.Send(Lab.Session).Status.ShouldBe(200);
    }

    [Fact]
    public void Rate_must_be_one_for_all_whom_the_rule_meets()
    {
        var lab = Lab.WithFaults("*: 429 above 60/m");
        lab.Send(Lab.Heartbeat, Lab.Maker).Status.ShouldBe(200);
        lab.Send(Lab.Roles, Lab.Taker).Status.ShouldBe(429);
        lab.Pass(TimeSpan.FromSeconds(1));
        lab.Send(Lab.Roles, Lab.Taker).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("shape without-is-live")]
    [InlineData("shape prediction")]
    public void Order_answers_must_lack_is_live_when_the_plan_says_so(string effect)
    {
        var lab = Lab.WithFaults($"new: {effect}; cancel: {effect}; status: {effect}; orders: {effect}");
        var placed = Lab.Json(lab.Send(Lab.New, fields: Lab.ALimitOrder));
        var order = lab.World.OpenOrders.Single();
        var id = $"\"order_id\":{order.Id}";
        foreach (
            var json in new[]
            {
                placed,
                Lab.Json(lab.Send(Lab.Orders))[0],
                Lab.Json(lab.Send(Lab.Status, fields: id)),
                Lab.Json(lab.Send(Lab.Cancel, fields: id)),
            }
        )
        {
            json.TryGetProperty("is_live", out _).ShouldBeFalse();
            json.TryGetProperty("is_cancelled", out _).ShouldBeFalse();
            if (effect == "shape prediction")
                json.GetProperty("orderId").GetUInt64().ShouldBe(order.Id);
            else
                json.GetProperty("order_id").GetString().ShouldBe($"{order.Id}");
        }
        lab.World.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public void Prediction_shape_must_tell_open_canceled_and_filled_apart()
    {
        var lab = Lab.WithFaults("cancel: shape prediction; new: shape prediction; cancel: ok x1, fill now x1");
        string Status(Answer answer) => Lab.Json(answer).GetProperty("status").GetString()!;
        Status(lab.Send(Lab.New, fields: Lab.ALimitOrder)).ShouldBe("open");
        Status(lab.Send(Lab.Cancel, fields: $"\"order_id\":{lab.World.OpenOrders.Single().Id}")).ShouldBe("cancelled");
        lab.Send(Lab.New, fields: Lab.ALimitOrder);
        Status(lab.Send(Lab.Cancel, fields: $"\"order_id\":{lab.World.OpenOrders.Single().Id}")).ShouldBe("filled");
    }

    [Fact]
    public void Orders_must_have_the_switch_s_shape_in_answers_to_order_requests_and_not_in_lists()
    {
        var lab = Lab.With(new Switches { OrderShape = OrderShape.WithoutIsLive });
        Lab.Json(lab.Send(Lab.New, fields: Lab.ALimitOrder)).TryGetProperty("is_live", out _).ShouldBeFalse();
        Lab.Json(lab.Send(Lab.Orders))[0].TryGetProperty("is_live", out _).ShouldBeTrue();
        // A fault goes before the switch.
        lab.World.UseFaults(FaultPlan.Parse("new: shape full"));
        Lab.Json(lab.Send(Lab.New, fields: Lab.ALimitOrder)).TryGetProperty("is_live", out _).ShouldBeTrue();
    }

    [Fact]
    public void Unknown_order_must_be_refused_with_the_chosen_reason()
    {
        var lab = Lab.With(new Switches { OrderNotFoundReason = "NoSuchOrder" });
        foreach (var path in new[] { Lab.Cancel, Lab.Status })
            lab.Send(path, fields: "\"order_id\":7").Reason.ShouldBe("NoSuchOrder");
        lab.Send(Lab.Status, fields: "\"client_order_id\":\"y\"").Reason.ShouldBe("NoSuchOrder");
    }

    [Fact]
    public void List_must_have_odd_entries_of_nobody_s_in_front_when_the_plan_says_so()
    {
        var lab = Lab.WithFaults("orders: foreign 12 x1, foreign 3000 x1");
        var mine = lab.Place();

        var list = Lab.Json(lab.Send(Lab.Orders)).EnumerateArray().ToList();
        list.Count.ShouldBe(13);
        list[^1].GetProperty("order_id").GetString().ShouldBe($"{mine.Id}");
        list[0].GetProperty("client_order_id").ValueKind.ShouldBe(JsonValueKind.Number);
        list.Take(11).Select(entry => entry.ToString()).Distinct().Count().ShouldBe(11);
        list.Count(entry => entry.TryGetProperty("orderId", out _)).ShouldBe(1);
        list[11].GetProperty("client_order_id").ValueKind.ShouldBe(JsonValueKind.Number);
        lab.World.OpenOrders.ShouldBe([mine]);

        lab.Send(Lab.Orders).Body.Length.ShouldBeGreaterThan(1024 * 1024);
        Lab.Json(lab.Send(Lab.Orders)).GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void Date_must_lie_as_told_and_the_exchange_s_clock_must_not()
    {
        var lab = Lab.WithFaults("*: date 9999-12-31 x1, date 1970-01-01 x1, date none x1, date 999999h x1");
        lab.Reply(Lab.Heartbeat).Date.ShouldBe(new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero));
        lab.Reply(Lab.Heartbeat).Date.ShouldBe(DateTimeOffset.UnixEpoch);
        lab.Reply(Lab.Heartbeat).Date.ShouldBeNull();
        lab.Reply(Lab.Heartbeat).Date.ShouldBe(Lab.Start.AddHours(999_999));
        lab.Reply(Lab.Heartbeat).Date.ShouldBe(Lab.Start);
        lab.World.UseFaults(FaultPlan.Parse("*: date -999999h x1; *: skew 45s"));
        lab.Reply(Lab.Heartbeat).Date.ShouldBe(Lab.Start.AddSeconds(45).AddHours(-999_999));
    }

    [Fact]
    public void Date_must_stop_where_dates_end_when_it_is_off_by_more()
    {
        var far = new DateHeader.Off(TimeSpan.FromHours(999_999));
        far.Show(DateTimeOffset.MaxValue.AddHours(-1)).ShouldBe(DateTimeOffset.MaxValue);
        new DateHeader.Off(-far.By).Show(DateTimeOffset.UnixEpoch.AddYears(-1960)).ShouldBe(DateTimeOffset.MinValue);
    }

    [Fact]
    public void Jitter_must_delay_the_way_there_and_the_way_back_each_for_itself()
    {
        var lab = Lab.WithFaults("*: jitter 1ms..40ms", seed: 9);
        var wait = lab.Begin(Lab.Heartbeat).ShouldBeOfType<Step.Wait>();
        var there = wait.Until - Lab.Start;
        var back = lab.Finish(wait).Latency;
        there.TotalMilliseconds.ShouldBeInRange(1, 40);
        back.TotalMilliseconds.ShouldBeInRange(1, 40);
        back.ShouldNotBe(there);
    }
}
