using System.Globalization;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Faults;

/// <summary>What a request sees of the book and does to it, and that the log tells the truth about it all the same.</summary>
public sealed class BookFaultsSpec
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void List_must_miss_an_order_until_it_is_old_enough_when_young_ones_are_hidden()
    {
        var lab = Lab.WithFaults("orders: hide-young 1s");
        var order = lab.Place();
        Listed(lab).ShouldBeEmpty();
        lab.World.OpenOrders.ShouldBe([order]);
        lab.Pass(TimeSpan.FromMilliseconds(999));
        Listed(lab).ShouldBeEmpty();
        lab.Pass(Millisecond);
        Listed(lab).ShouldBe([order.Id]);
    }

    [Theory]
    [InlineData(Lab.Session)]
    [InlineData(Lab.All)]
    public void Bulk_cancel_must_neither_cancel_nor_name_an_order_when_it_is_too_young_to_be_seen(string path)
    {
        var lab = Lab.WithFaults("cancel/session: hide-young 1s; cancel/all: hide-young 1s");
        var old = lab.Place();
        lab.Pass(TimeSpan.FromSeconds(1));
        var young = lab.Place();

        var answer = lab.Send(path);

        Lab.Ids(answer, "cancelledOrders").ShouldBe([old.Id]);
        Lab.Ids(answer, "cancelRejects").ShouldBeEmpty();
        lab.World.OpenOrders.ShouldBe([young]);
    }

    [Theory]
    [InlineData("status", Lab.Status)]
    [InlineData("cancel", Lab.Cancel)]
    public void Order_must_be_404_until_it_is_old_enough_when_young_ones_are_hidden(string endpoint, string path)
    {
        var lab = Lab.WithFaults($"{endpoint}: hide-young 1s");
        var order = lab.Place(fields: Lab.ALimitOrder + ",\"client_order_id\":\"x\"");
        lab.Send(path, fields: Id(order)).Reason.ShouldBe("OrderNotFound");
        if (path == Lab.Status)
            lab.Send(path, fields: "\"client_order_id\":\"x\"").Reason.ShouldBe("OrderNotFound");
        lab.World.OpenOrders.ShouldBe([order]);
        lab.Pass(TimeSpan.FromSeconds(1));
        lab.Send(path, fields: Id(order)).Status.ShouldBe(200);
    }

    [Fact]
    public void Delays_of_the_book_must_be_drawn_for_each_look_when_they_have_bounds()
    {
        var lab = Lab.WithFaults("orders: hide-young 1s..3s", seed: 5);
        lab.Place();
        lab.Pass(TimeSpan.FromSeconds(2));
        var looks = Enumerable.Range(0, 200).Count(_ => Listed(lab).Count == 1);
        looks.ShouldBeInRange(60, 140);
    }

    [Fact]
    public void List_must_have_a_closed_order_as_live_for_a_time_when_closed_ones_are_kept()
    {
        var lab = Lab.WithFaults("orders: keep-closed 1s");
        var (kept, filled, open) = (lab.Place(), lab.Place(), lab.Place());
        lab.Send(Lab.Cancel, fields: Id(kept));
        lab.World.Fill(filled.Id, 1.5m);

        var list = Lab.Json(lab.Send(Lab.Orders)).EnumerateArray().ToList();
        list.Select(entry => entry.GetProperty("order_id").GetString())
            .ShouldBe([$"{kept.Id}", $"{filled.Id}", $"{open.Id}"]);
        list.ShouldAllBe(entry => entry.GetProperty("is_live").GetBoolean());
        list.ShouldAllBe(entry => entry.GetProperty("executed_amount").GetString() == "0");
        lab.World.OpenOrders.ShouldBe([open]);

        lab.Pass(TimeSpan.FromSeconds(1));
        Listed(lab).ShouldBe([open.Id]);
    }

    [Fact]
    public void List_must_say_of_a_closed_order_that_it_is_not_live_when_closed_ones_are_shown()
    {
        var lab = Lab.WithFaults("orders: show-closed 1s");
        var (canceled, filled) = (lab.Place(), lab.Place());
        lab.Send(Lab.Cancel, fields: Id(canceled));
        lab.World.Fill(filled.Id, 1.5m);

        Lab.Json(lab.Send(Lab.Orders))
            .EnumerateArray()
            .Select(entry =>
                (
                    entry.GetProperty("order_id").GetString(),
                    entry.GetProperty("is_live").GetBoolean(),
                    entry.GetProperty("is_cancelled").GetBoolean()
                )
            )
            .ShouldBe([($"{canceled.Id}", false, true), ($"{filled.Id}", false, false)]);

        lab.Pass(TimeSpan.FromSeconds(1));
        Listed(lab).ShouldBeEmpty();
    }

    [Fact]
    public void Look_must_see_the_book_as_it_once_stood_when_it_is_stale()
    {
        var lab = Lab.WithFaults("orders: stale 1s; status: stale 1s");
        var gone = lab.Place();
        lab.Pass(TimeSpan.FromSeconds(1));
        lab.World.Fill(gone.Id, 0.5m);
        lab.Send(Lab.Cancel, fields: Id(gone));
        var young = lab.Place();
        lab.Pass(TimeSpan.FromMilliseconds(999));

        Listed(lab).ShouldBe([gone.Id]);
        Lab.Json(lab.Send(Lab.Status, fields: Id(gone))).GetProperty("is_live").GetBoolean().ShouldBeTrue();
        Lab.Json(lab.Send(Lab.Status, fields: Id(gone))).GetProperty("executed_amount").GetString().ShouldBe("0");
        lab.Send(Lab.Status, fields: Id(young)).Reason.ShouldBe("OrderNotFound");

        lab.Pass(Millisecond);
        Listed(lab).ShouldBe([young.Id]);
        Lab.Json(lab.Send(Lab.Status, fields: Id(gone))).GetProperty("is_cancelled").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void Looks_must_disagree_from_one_to_the_next_when_replicas_are_apart()
    {
        var lab = Lab.WithFaults("orders: replicas 3 2s", seed: 4);
        var old = lab.Place();
        lab.Pass(TimeSpan.FromSeconds(1.5));
        var young = lab.Place();
        lab.Pass(TimeSpan.FromSeconds(1.5));
        lab.Send(Lab.Cancel, fields: Id(old));

        // Up to date: young alone. 1 s behind: both. 2 s behind: old alone.
        var looks = Enumerable.Range(0, 60).Select(_ => string.Join(' ', Listed(lab))).ToList();
        looks.Distinct().Order().ShouldBe(new[] { $"{young.Id}", $"{old.Id} {young.Id}", $"{old.Id}" }.Order());
        looks.Zip(looks.Skip(1)).Count(pair => pair.First != pair.Second).ShouldBeGreaterThan(20);

        lab.Pass(TimeSpan.FromSeconds(2));
        Enumerable.Range(0, 60).ShouldAllBe(_ => Listed(lab).SequenceEqual(new[] { young.Id }));
    }

    [Theory]
    [InlineData(Lab.Session)]
    [InlineData(Lab.All)]
    public void Bulk_cancel_must_name_an_order_that_stays_live_for_a_time_when_it_settles_later(string path)
    {
        var lab = Lab.WithFaults("cancel/session: settle 500ms; cancel/all: settle 500ms");
        var order = lab.Place();
        Lab.Ids(lab.Send(path), "cancelledOrders").ShouldBe([order.Id]);
        Listed(lab).ShouldBe([order.Id]);
        lab.Pass(TimeSpan.FromMilliseconds(499));
        lab.World.OpenOrders.Count.ShouldBe(1);
        lab.Pass(Millisecond);
        lab.World.OpenOrders.ShouldBeEmpty();
        lab.World.FindOrder(order.Id)!.ClosedAt.ShouldBe(Lab.Start.AddMilliseconds(500));
    }

    [Theory]
    [InlineData("settle", false)]
    [InlineData("settle-live", true)]
    public void Single_cancel_must_take_effect_later_and_say_so_or_not_when_it_settles(string effect, bool saysLive)
    {
        var lab = Lab.WithFaults($"cancel: {effect} 500ms");
        var order = lab.Place();
        var answer = Lab.Json(lab.Send(Lab.Cancel, fields: Id(order)));
        answer.GetProperty("is_live").GetBoolean().ShouldBe(saysLive);
        answer.GetProperty("is_cancelled").GetBoolean().ShouldBe(!saysLive);
        lab.World.OpenOrders.Count.ShouldBe(1);
        lab.Pass(TimeSpan.FromMilliseconds(500));
        lab.World.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public void Order_must_be_filled_and_not_canceled_when_it_fills_before_an_accepted_cancel_settles()
    {
        var lab = Lab.WithFaults("new: fill 300ms; cancel/session: settle 500ms");
        var order = lab.Place();
        Lab.Ids(lab.Send(Lab.Session), "cancelledOrders").ShouldBe([order.Id]);
        lab.Pass(TimeSpan.FromSeconds(1));
        lab.World.FindOrder(order.Id)!.Status.ShouldBe(OrderStatus.Filled);
        lab.World.OrderEvents.Select(change => (change.Change, change.At - Lab.Start, change.Request))
            .ShouldBe([
                (OrderChange.Opened, TimeSpan.Zero, 1L),
                (OrderChange.Filled, TimeSpan.FromMilliseconds(300), 1L),
            ]);
    }

    [Theory]
    [InlineData("reject 1 filled", 0)]
    [InlineData("reject 1 fills 200ms", 200)]
    public void Rejected_order_must_be_filled_when_the_reject_is_for_a_fill(string effect, int milliseconds)
    {
        var lab = Lab.WithFaults($"cancel/session: {effect}");
        var (rejected, canceled) = (lab.Place(), lab.Place());

        var answer = lab.Send(Lab.Session);

        Lab.Ids(answer, "cancelRejects").ShouldBe([rejected.Id]);
        Lab.Ids(answer, "cancelledOrders").ShouldBe([canceled.Id]);
        lab.World.OpenOrders.Count.ShouldBe(milliseconds == 0 ? 0 : 1);
        lab.Pass(TimeSpan.FromMilliseconds(milliseconds));
        var filled = lab.World.FindOrder(rejected.Id)!;
        (filled.Status, filled.Remaining, filled.ClosedAt).ShouldBe(
            (OrderStatus.Filled, 0m, Lab.Start.AddMilliseconds(milliseconds))
        );
    }

    [Fact]
    public void Placed_order_must_be_answered_as_executed_when_it_fills_now()
    {
        var lab = Lab.WithFaults("new: fill now x1, fill 40% now x1");
        var filled = Lab.Json(lab.Send(Lab.New, fields: Lab.ALimitOrder));
        filled.GetProperty("is_live").GetBoolean().ShouldBeFalse();
        filled.GetProperty("is_cancelled").GetBoolean().ShouldBeFalse();
        filled.GetProperty("executed_amount").GetString().ShouldBe("1.5");
        var partly = Lab.Json(lab.Send(Lab.New, fields: Lab.ALimitOrder));
        partly.GetProperty("is_live").GetBoolean().ShouldBeTrue();
        decimal.Parse(partly.GetProperty("remaining_amount").GetString()!, CultureInfo.InvariantCulture).ShouldBe(0.9m);
    }

    [Fact]
    public void Placed_order_must_fill_when_its_time_has_come()
    {
        var lab = Lab.WithFaults("new: fill 1s");
        var order = lab.Place();
        lab.Pass(TimeSpan.FromMilliseconds(999));
        lab.World.OpenOrders.ShouldBe([order]);
        lab.Pass(Millisecond);
        lab.World.FindOrder(order.Id)!.Status.ShouldBe(OrderStatus.Filled);
    }

    [Fact]
    public void Single_cancel_must_find_the_order_executed_when_it_fills_first()
    {
        var lab = Lab.WithFaults("cancel: fill now");
        var order = lab.Place();
        var answer = Lab.Json(lab.Send(Lab.Cancel, fields: Id(order)));
        answer.GetProperty("is_live").GetBoolean().ShouldBeFalse();
        answer.GetProperty("is_cancelled").GetBoolean().ShouldBeFalse();
        answer.GetProperty("executed_amount").GetString().ShouldBe("1.5");
    }

    [Fact]
    public void Log_must_tell_when_an_order_opened_and_closed_and_for_which_request_whatever_callers_were_told()
    {
        var lab = Lab.WithFaults(
            "new: hold 100ms; new: drop-after; cancel/session: hide-young 1s x1, settle 400ms x1; orders: hide-young 1h"
        );
        lab.Finish(lab.Begin(Lab.New, fields: Lab.ALimitOrder)).Delivery.ShouldBe(Delivery.Closed);
        Lab.Ids(lab.Send(Lab.Session), "cancelledOrders").ShouldBeEmpty();
        Listed(lab).ShouldBeEmpty();
        lab.Send(Lab.Session);
        lab.Pass(TimeSpan.FromSeconds(1));

        var order = lab.World.Orders.Single();
        lab.World.OrderEvents.ShouldBe([
            new(Lab.Start.AddMilliseconds(100), order.Id, "maker", OrderChange.Opened, 1),
            new(Lab.Start.AddMilliseconds(500), order.Id, "maker", OrderChange.Canceled, 4),
        ]);
        (order.PlacedAt, order.ClosedAt).ShouldBe((Lab.Start.AddMilliseconds(100), Lab.Start.AddMilliseconds(500)));
    }

    [Fact]
    public void Log_must_tell_a_script_s_doing_without_a_request()
    {
        var lab = Lab.With(Lab.Maker with { RequireHeartbeat = true });
        lab.Send(Lab.Heartbeat, Lab.Maker);
        var ticket = new OrderTicket("btcusd", Side.Buy, 2, 100);
        var (filled, expired) = (lab.World.Place(ticket, lab.Now, "maker"), lab.World.Place(ticket, lab.Now, "maker"));
        lab.Pass(TimeSpan.FromSeconds(1));
        lab.World.Fill(filled.Id, 0.5m);
        lab.World.Fill(filled.Id, 1.5m);
        lab.Pass(TimeSpan.FromMinutes(1));

        lab.World.OrderEvents.ShouldBe([
            new(Lab.Start, filled.Id, "maker", OrderChange.Opened),
            new(Lab.Start, expired.Id, "maker", OrderChange.Opened),
            new(Lab.Start.AddSeconds(1), filled.Id, "maker", OrderChange.PartiallyFilled),
            new(Lab.Start.AddSeconds(1), filled.Id, "maker", OrderChange.Filled),
            new(Lab.Start.AddSeconds(30), expired.Id, "maker", OrderChange.Canceled),
        ]);
    }

    [Fact]
    public void Lost_answer_must_leave_five_hundred_orders_canceled_and_each_one_answerable_by_its_id()
    {
        var lab = Lab.WithFaults("cancel/session: drop-after x1");
        var ids = Enumerable.Range(0, 500).Select(_ => lab.Place().Id).ToList();
        lab.Reply(Lab.Session).Delivery.ShouldBe(Delivery.Closed);
        lab.World.OrderEvents.Where(change => change.Change == OrderChange.Canceled)
            .Select(change => change.OrderId)
            .ShouldBe(ids);
        // A second cancel finds nothing left to name: the first answer was the only one to tell.
        Lab.Ids(lab.Send(Lab.Session), "cancelledOrders").ShouldBeEmpty();
        foreach (var id in ids)
            lab.Send(Lab.Status, fields: $"\"order_id\":{id}").Body.ShouldContain("\"is_cancelled\":true");
    }

    private static string Id(Order order) => $"\"order_id\":{order.Id}";

    private static List<ulong> Listed(Lab lab) =>
        [
            .. Lab.Json(lab.Send(Lab.Orders))
                .EnumerateArray()
                .Select(entry => ulong.Parse(entry.GetProperty("order_id").GetString()!, CultureInfo.InvariantCulture)),
        ];
}
