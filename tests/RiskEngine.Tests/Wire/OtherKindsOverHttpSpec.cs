using RiskEngine.Simulator.Rules;

namespace RiskEngine.Tests.Wire;

/// <summary>Orders of a prediction market, which the exchange's lists leave out and its cancels may leave.</summary>
public sealed class OtherKindsOverHttpSpec : OverHttpSpec
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("spot", "5s")]
    [InlineData("spot", "10ms")]
    [InlineData("none", "10ms")]
    public async Task Order_must_be_unaccounted_for_when_nothing_but_its_own_endpoint_reaches_it(
        string lists,
        string young
    )
    {
        var engine = await Start(
            "maker { }",
            guardian: $"young-order-age = {young}",
            engine: $"gemini {{ whole-lists = {lists} }}"
        );
        var prediction = await PlacePrediction(engine);
        await PlaceThrough(engine, 2);

        var outcome = await CancelNow(engine, Deadline);

        outcome.ShouldBeOfType<SessionCancelUnconfirmed>().Unaccounted.ShouldBe([prediction]);
        outcome.Gone.ShouldBeEmpty();
    }

    [Fact]
    public async Task Order_must_be_canceled_when_the_session_cancel_names_it()
    {
        Exchange.World.Switches = Exchange.World.Switches with { Predictions = PredictionReach.Canceled };
        var engine = await Start("maker { }");
        var prediction = await PlacePrediction(engine);

        (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>().Canceled.ShouldBe([prediction]);
    }

    [Fact]
    public async Task Order_must_be_closed_when_the_strategy_cancels_it_by_its_own_endpoint()
    {
        var engine = await Start("maker { }");
        var prediction = await PlacePrediction(engine);
        engine.Router.Tell(
            new SubmitPrivateRequest(
                KeyOf("maker"),
                NextId(),
                Quoter,
                new PrivateEndpoint("/v1/prediction-markets/order/cancel"),
                new RequestFields([new RequestField.Text("orderId", prediction.Value)])
            ),
            TestActor
        );
        await ExpectMsgAsync<PrivateRequestAnswered>(Patience);

        (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();
    }

    private async Task<OrderId> PlacePrediction(RiskEngineHandle engine)
    {
        engine.Router.Tell(
            new SubmitPrivateRequest(
                KeyOf("maker"),
                NextId(),
                Quoter,
                new PrivateEndpoint("/v1/prediction-markets/order"),
                new RequestFields([
                    new RequestField.Text("symbol", "GEMI-BTC05M2606011000-UP"),
                    new RequestField.Text("quantity", "9"),
                    new RequestField.Text("price", "0.45"),
                    new RequestField.Text("side", "buy"),
                    new RequestField.Text("orderType", "limit"),
                ])
            ),
            TestActor
        );
        await ExpectMsgAsync<PrivateRequestAnswered>(Patience);
        return new OrderId(Exchange.World.OpenOrders.Single(order => order.Ticket.IsPrediction).Id);
    }
}
