using System.Text.Json;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Endpoints;

public sealed class OrderEndpointsSpec
{
    private readonly Lab _lab = new();

    [Fact]
    public void New_order_must_answer_in_the_documented_shape_when_it_rests()
    {
        var answer = _lab.Send(
            Lab.New,
            fields: Lab.ALimitOrder + ",\"client_order_id\":\"a:1-_.#Z\",\"options\":[\"maker-or-cancel\"]"
        );
        var order = _lab.World.OpenOrders.Single();
        answer.Body.ShouldBe(
            $$"""
            {"order_id":"{{order.Id}}","id":"{{order.Id}}","symbol":"btcusd","exchange":"gemini","avg_execution_price":"0",
            "side":"buy","type":"exchange limit","timestamp":"1767323045","timestampms":1767323045000,"is_live":true,
            "is_cancelled":false,"is_hidden":false,"was_forced":false,"executed_amount":"0","remaining_amount":"1.5",
            "client_order_id":"a:1-_.#Z","options":["maker-or-cancel"],"price":"100.00","original_amount":"1.5"}
            """.ReplaceLineEndings("")
        );
        order.Session.ShouldBe("maker");
    }

    [Theory]
    [InlineData("symbol", "null", "InvalidSymbol")]
    [InlineData("symbol", "\"btc usd\"", "InvalidSymbol")]
    [InlineData("amount", "\"0\"", "InvalidQuantity")]
    [InlineData("amount", "\"-1\"", "InvalidQuantity")]
    [InlineData("amount", "1.5", "InvalidQuantity")]
    [InlineData("price", "\"abc\"", "InvalidPrice")]
    [InlineData("side", "\"hold\"", "InvalidSide")]
    [InlineData("type", "\"market\"", "InvalidOrderType")]
    [InlineData("type", "\"exchange stop limit\"", "InvalidPrice")]
    [InlineData("client_order_id", "17", "ClientOrderIdMustBeString")]
    [InlineData("client_order_id", "\"1234567890123456789012345678901234567\"", "ClientOrderIdTooLong")]
    [InlineData("client_order_id", "\"\"", "InvalidClientOrderId")]
    [InlineData("client_order_id", "\"a b\"", "InvalidClientOrderId")]
    [InlineData("client_order_id", "\"a\\n\"", "InvalidClientOrderId")]
    [InlineData("options", "\"maker-or-cancel\"", "OptionsMustBeArray")]
    [InlineData("options", "[\"fill-or-kill\",\"maker-or-cancel\"]", "ConflictingOptions")]
    [InlineData("options", "[\"hidden\"]", "UnsupportedOption")]
    [InlineData("options", "[1]", "UnsupportedOption")]
    public void New_order_must_be_refused_when_a_field_is_wrong(string field, string value, string reason)
    {
        var fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("{" + Lab.ALimitOrder + "}")!;
        fields[field] = JsonSerializer.Deserialize<JsonElement>(value);
        var answer = _lab.Send(Lab.New, fields: JsonSerializer.Serialize(fields)[1..^1]);
        answer.Reason.ShouldBe(reason);
        answer.Status.ShouldBe(400);
        _lab.World.Orders.ShouldBeEmpty();
    }

    [Fact]
    public void New_order_must_be_refused_with_406_when_it_is_beyond_the_funds()
    {
        var lab = new Lab(
            new SimulatorOptions { Credentials = [Lab.Maker], Accounts = [new Account("primary") { Funds = 200 }] }
        );
        lab.Place(); // 150 of 200
        var answer = lab.Send(Lab.New, fields: Lab.ALimitOrder);
        answer.Status.ShouldBe(406);
        answer.Reason.ShouldBe("InsufficientFunds");
        lab.Send(Lab.Session);
        lab.Place();
    }

    [Theory]
    [InlineData("immediate-or-cancel", "ImmediateOrCancelWouldPost")]
    [InlineData("fill-or-kill", "FillOrKillWouldNotFill")]
    public void New_order_must_be_canceled_on_arrival_when_it_may_not_rest(string option, string reason)
    {
        var body = Lab.Json(_lab.Send(Lab.New, fields: Lab.ALimitOrder + $",\"options\":[\"{option}\"]"));
        body.GetProperty("is_live").GetBoolean().ShouldBeFalse();
        body.GetProperty("is_cancelled").GetBoolean().ShouldBeTrue();
        body.GetProperty("reason").GetString().ShouldBe(reason);
        body.GetProperty("options")[0].GetString().ShouldBe(option);
    }

    [Fact]
    public void New_order_must_show_its_stop_price_when_it_is_a_stop_limit_order()
    {
        var fields = Lab.ALimitOrder.Replace("exchange limit", "exchange stop limit", StringComparison.Ordinal);
        var body = Lab.Json(_lab.Send(Lab.New, fields: fields + ",\"stop_price\":\"99\""));
        body.GetProperty("stop_price").GetString().ShouldBe("99");
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("\"{0}\"")]
    public void Cancel_order_must_answer_200_again_when_the_order_is_canceled_already(string form)
    {
        var order = _lab.Place();
        var fields = "\"order_id\":" + form.Replace("{0}", $"{order.Id}", StringComparison.Ordinal);
        var first = _lab.Send(Lab.Cancel, fields: fields);
        var again = _lab.Send(Lab.Cancel, fields: fields);

        first.Status.ShouldBe(200);
        Lab.Json(first).GetProperty("is_live").GetBoolean().ShouldBeFalse();
        Lab.Json(first).GetProperty("is_cancelled").GetBoolean().ShouldBeTrue();
        Lab.Json(first).GetProperty("reason").GetString().ShouldBe("Requested");
        again.Body.ShouldBe(first.Body);
    }

    [Theory]
    [InlineData(Lab.Cancel)]
    [InlineData(Lab.Status)]
    public void Order_must_be_404_when_the_account_has_none_of_that_id(string path)
    {
        foreach (var id in new[] { "7", "\"abc\"", "\"-1\"" })
        {
            var answer = _lab.Send(path, fields: $"\"order_id\":{id}");
            answer.Status.ShouldBe(404);
            answer.Reason.ShouldBe("OrderNotFound");
        }
        _lab.Send(path).Reason.ShouldBe("MissingOrderField");
    }

    [Fact]
    public void Order_must_be_404_when_it_is_on_another_account()
    {
        var stranger = new ApiKey("stranger", "account-stranger", "s") { Account = "elsewhere" };
        var lab = Lab.With(Lab.Maker, stranger);
        var order = lab.Place(Lab.Maker);
        lab.Send(Lab.Cancel, stranger, $"\"order_id\":{order.Id}").Reason.ShouldBe("OrderNotFound");
        lab.Send(Lab.Orders, stranger).Body.ShouldBe("[]");
    }

    [Fact]
    public void Status_must_show_a_partial_and_then_a_full_fill_when_they_are_scripted()
    {
        var order = _lab.Place();
        _lab.World.Fill(order.Id, 0.5m, 99m);
        var partial = Lab.Json(_lab.Send(Lab.Status, fields: $"\"order_id\":{order.Id}"));
        partial.GetProperty("executed_amount").GetString().ShouldBe("0.5");
        partial.GetProperty("remaining_amount").GetString().ShouldBe("1.0");
        partial.GetProperty("avg_execution_price").GetString().ShouldBe("99");
        partial.GetProperty("is_live").GetBoolean().ShouldBeTrue();

        _lab.World.Fill(order.Id, 1m);
        var full = Lab.Json(_lab.Send(Lab.Cancel, fields: $"\"order_id\":{order.Id}"));
        full.GetProperty("is_live").GetBoolean().ShouldBeFalse();
        full.GetProperty("is_cancelled").GetBoolean().ShouldBeFalse();
        full.GetProperty("remaining_amount").GetString().ShouldBe("0.0");
    }

    [Fact]
    public void Status_must_find_the_latest_order_when_a_client_order_id_was_used_twice()
    {
        _lab.Place(fields: Lab.ALimitOrder + ",\"client_order_id\":\"x\"");
        var second = _lab.Place(fields: Lab.ALimitOrder + ",\"client_order_id\":\"x\"");
        var body = Lab.Json(_lab.Send(Lab.Status, fields: "\"client_order_id\":\"x\""));
        body.GetProperty("order_id").GetString().ShouldBe($"{second.Id}");
        _lab.Send(Lab.Status, fields: "\"client_order_id\":\"y\"").Reason.ShouldBe("OrderNotFound");
    }

    [Fact]
    public void Orders_must_list_the_live_orders_of_the_whole_account_without_a_session_field()
    {
        var mine = _lab.Place(Lab.Maker);
        var others = _lab.Place(Lab.Taker);
        _lab.Send(Lab.Cancel, fields: $"\"order_id\":{_lab.Place(Lab.Maker).Id}");

        var list = Lab.Json(_lab.Send(Lab.Orders)).EnumerateArray().ToList();
        list.Select(order => order.GetProperty("order_id").GetString()).ShouldBe([$"{mine.Id}", $"{others.Id}"]);
        list.SelectMany(order => order.EnumerateObject()).ShouldNotContain(field => field.Name.Contains("session"));
    }

    [Fact]
    public void Roles_must_be_told_to_any_key_when_it_asks()
    {
        var both = Lab.Maker with { Roles = Roles.Trader | Roles.FundManager };
        Lab.With(both)
            .Send(Lab.Roles, both)
            .Body.ShouldBe("""{"isAuditor":false,"isFundManager":true,"isTrader":true}""");
        var none = Lab.Maker with { Roles = Roles.None };
        Lab.With(none)
            .Send(Lab.Roles, none)
            .Body.ShouldBe("""{"isAuditor":false,"isFundManager":false,"isTrader":false}""");
    }

    [Fact]
    public void Heartbeat_must_answer_ok() => _lab.Send(Lab.Heartbeat).Body.ShouldBe("""{"result":"ok"}""");
}
