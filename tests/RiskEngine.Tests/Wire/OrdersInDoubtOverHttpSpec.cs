using RiskEngine.Simulator.Rules;

namespace RiskEngine.Tests.Wire;

/// <summary>Orders whose answers were lost, found by their names or by the history, over real HTTP.</summary>
public sealed class OrdersInDoubtOverHttpSpec : OverHttpSpec
{
    private const string Fast =
        "retry-first = 5ms, retry-longest = 50ms, rate-limit-pause = 20ms, rate { requests-per-second = 500, burst = 500 }";
    private const string Missed = "cancel/session: hide-young 1h; orders: hide-young 1h";
    private const string StatusPath = "/v1/order/status";

    [Theory]
    [InlineData("error-inside", false)]
    [InlineData("error-inside", true)]
    [InlineData("drop-after", false)]
    public async Task Order_must_be_found_by_its_name_and_canceled_when_its_answer_was_lost(string loss, bool isArray)
    {
        Exchange.World.Switches = Exchange.World.Switches with { StatusByClientOrderIdIsArray = isArray };
        var engine = await Start("maker { }", $"new: {loss}; {Missed}", Fast);
        engine.Router.Tell(NewOrder("maker", name: "mm-1"), TestActor);
        await ExpectMsgAsync<PrivateRequestUnconfirmed>(Patience);
        await Seen(StatusPath, 1);

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        var order = Exchange.World.Orders.ShouldHaveSingleItem();
        canceled.Canceled.ShouldBe([new OrderId(order.Id)]);
    }

    [Fact]
    public async Task Order_must_be_asked_after_while_the_cancel_waits_when_nobody_had_time_before()
    {
        var engine = await Start("maker { }", $"new: error-inside; status: 503 x1; {Missed}", Fast);
        engine.Router.Tell(NewOrder("maker", name: "mm-1"), TestActor);
        await ExpectMsgAsync<PrivateRequestUnconfirmed>(Patience);

        (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>().Canceled.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(OrderHistory.Array)]
    [InlineData(OrderHistory.Wrapped)]
    public async Task Many_orders_must_be_accounted_for_by_the_history_when_the_cancels_answer_was_lost(
        OrderHistory form
    )
    {
        Exchange.World.Switches = Exchange.World.Switches with { OrderHistory = form };
        var engine = await Start(
            "maker { }",
            "cancel/session: drop-after x1",
            $"max-orders-asked = 5, {Fast}",
            "gemini.order-history = on"
        );
        var placed = await PlaceThrough(engine, 20);

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        canceled.Canceled.ShouldBe(placed, ignoreOrder: true);
        Asked("/v1/orders/history").ShouldBeGreaterThan(0);
        (Asked("/v1/order/cancel") + Asked(StatusPath)).ShouldBe(0, "one request did");
    }

    [Fact]
    public async Task Many_orders_must_be_named_as_unaccounted_for_at_little_cost_when_there_is_no_history()
    {
        var engine = await Start("maker { }", "cancel/session: drop-after x1", $"max-orders-asked = 5, {Fast}");
        var placed = await PlaceThrough(engine, 20);

        var unconfirmed = (await CancelNow(engine, TimeSpan.FromSeconds(1))).ShouldBeOfType<SessionCancelUnconfirmed>();

        unconfirmed.Unaccounted.ShouldBe(placed, ignoreOrder: true);
        (Asked("/v1/order/cancel") + Asked(StatusPath) + Asked("/v1/orders/history")).ShouldBe(0);
    }

    private int Asked(string path) => Exchange.World.Requests.Count(request => request.Path == path);
}
