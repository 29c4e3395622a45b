using RiskEngine.Simulator.Rules;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Endpoints;

public sealed class PredictionOrdersSpec
{
    private const string Path = "/v1/prediction-markets/order";

    private const string AnOrder =
        "\"symbol\":\"GEMI-BTC05M2606011000-UP\",\"quantity\":\"9\",\"price\":\"0.45\",\"side\":\"buy\",\"orderType\":\"limit\"";

    [Theory]
    [InlineData(PredictionReach.Apart, 0, 0)]
    [InlineData(PredictionReach.Canceled, 0, 1)]
    [InlineData(PredictionReach.Shared, 1, 1)]
    public void Order_must_be_reached_by_what_the_switch_says(PredictionReach reach, int listed, int canceled)
    {
        var lab = Lab.With(new Switches { Predictions = reach });
        var placed = lab.Send(Path, fields: AnOrder);
        placed.Status.ShouldBe(200);
        placed.Body.ShouldContain("\"status\":\"open\"");
        var id = lab.World.OpenOrders[0].Id;
        var isFound = reach == PredictionReach.Shared;

        lab.Send(Lab.Orders).Body.Split("orderId").Length.ShouldBe(1);
        lab.Send(Lab.Orders).Body.Split($"\"order_id\":\"{id}\"").Length.ShouldBe(1 + listed);
        lab.Send(Lab.Status, fields: $"\"order_id\":{id}").Status.ShouldBe(isFound ? 200 : 404);
        Lab.Ids(lab.Send(Lab.Session), "cancelledOrders").Length.ShouldBe(canceled);
        lab.World.OpenOrders.Count.ShouldBe(1 - canceled);
        lab.Send(Lab.Cancel, fields: $"\"order_id\":{id}").Status.ShouldBe(isFound ? 200 : 404);
    }

    [Fact]
    public void Order_must_be_canceled_by_its_own_endpoint_and_no_spot_order_be()
    {
        var lab = new Lab();
        var spot = lab.Place();
        lab.Send(Path, fields: AnOrder);
        var id = lab.World.OpenOrders.Single(order => order.Ticket.IsPrediction).Id;

        lab.Send($"{Path}/cancel", fields: $"\"orderId\":{spot.Id}").Status.ShouldBe(404);
        var canceled = lab.Send($"{Path}/cancel", fields: $"\"orderId\":{id}");

        canceled.Body.ShouldContain("\"status\":\"cancelled\"");
        lab.World.OpenOrders.ShouldBe([spot]);
    }

    [Theory]
    [InlineData("\"symbol\":\"btc usd\"")]
    [InlineData("\"quantity\":\"-1\"")]
    [InlineData("\"price\":\"x\"")]
    [InlineData("\"side\":\"up\"")]
    [InlineData("\"orderType\":\"market\"")]
    public void Order_must_be_refused_when_a_field_is_wrong(string wrong)
    {
        var lab = new Lab();
        var name = wrong.Split(':')[0];
        var fields = AnOrder.Split(',').Where(field => !field.StartsWith(name, StringComparison.Ordinal)).Append(wrong);

        lab.Send(Path, fields: string.Join(',', fields)).Status.ShouldBe(400);
        lab.World.OpenOrders.ShouldBeEmpty();
    }
}
