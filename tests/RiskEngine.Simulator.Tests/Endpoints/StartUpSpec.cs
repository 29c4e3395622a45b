using System.Text.Json;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Endpoints;

/// <summary>What a public client asks before its first order.</summary>
public sealed class StartUpSpec
{
    private readonly Lab _lab = new(
        new SimulatorOptions { Credentials = [Lab.Maker, Lab.Taker], PublicRateLimit = null }
    );

    [Fact]
    public void Symbols_must_be_named_and_each_described_when_anybody_asks()
    {
        var symbols = Get("/v1/symbols").EnumerateArray().Select(symbol => symbol.GetString()).ToList();
        symbols.ShouldContain("btcusd");
        var all = Get("/v1/symbols/details/all").EnumerateArray().ToList();
        all.Select(details => details.GetProperty("symbol").GetString()!.ToLowerInvariant()).ShouldBe(symbols);
        Get("/v1/symbols/details/btcusd")
            .GetRawText()
            .ShouldBe(
                """{"symbol":"BTCUSD","base_currency":"BTC","quote_currency":"USD","tick_size":0.00000001,"quote_increment":0.01,"min_order_size":"0.00001","status":"open","wrap_enabled":false,"product_type":"spot","contract_type":"vanilla","contract_price_currency":"USD"}"""
            );
    }

    [Fact]
    public void Spot_pair_must_be_described_without_a_contract_and_a_perpetual_with_one_when_chosen()
    {
        _lab.World.Switches = new Switches { SpotHasContractFields = false };
        Get("/v1/symbols/details/btcusd").TryGetProperty("contract_price_currency", out _).ShouldBeFalse();
        var perpetual = Get("/v1/symbols/details/btcgusdperp");
        perpetual.GetProperty("contract_price_currency").GetString().ShouldBe("GUSD");
        perpetual.GetProperty("contract_type").GetString().ShouldBe("linear");
    }

    [Theory]
    [InlineData("/v1/symbols/details/nothing")]
    [InlineData("/v1/book/nothing")]
    [InlineData("/v1/pubticker/nothing")]
    [InlineData("/v2/ticker/nothing")]
    [InlineData("/v1/trades/nothing")]
    public void Symbol_must_be_refused_when_it_is_not_listed(string path) =>
        _lab.Send(path, [], "GET").Reason.ShouldBe("InvalidSymbol");

    [Theory]
    [InlineData("/v1/book")]
    [InlineData("/v1/book/")]
    [InlineData("/v1/book/btcusd/more")]
    [InlineData("/v1/symbols/btcusd")]
    public void Path_must_be_404_when_it_names_no_endpoint(string path) =>
        _lab.Send(path, [], "GET").Reason.ShouldBe("EndpointNotFound");

    [Fact]
    public void Book_must_have_everybody_s_open_orders_by_level_and_never_be_empty_on_a_side()
    {
        Get("/v1/book/btcusd").GetProperty("bids").GetArrayLength().ShouldBe(1);
        Get("/v1/book/btcusd").GetProperty("asks").GetArrayLength().ShouldBe(1);

        var best = Lab.ALimitOrder.Replace("100.00", "95000", StringComparison.Ordinal);
        _lab.Place(Lab.Maker, best);
        _lab.Place(Lab.Taker, best);
        var bids = Get("/v1/book/btcusd").GetProperty("bids").EnumerateArray().ToList();
        (bids[0].GetProperty("price").GetString(), bids[0].GetProperty("amount").GetString()).ShouldBe(
            ("95000", "3.0")
        );
        Get("/v1/pubticker/btcusd").GetProperty("bid").GetString().ShouldBe("95000");
        Get("/v2/ticker/btcusd").GetProperty("bid").GetString().ShouldBe("95000");

        _lab.Send(Lab.All);
        Get("/v1/book/btcusd").GetProperty("bids").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void Last_price_must_be_the_latest_trade_s_everywhere_when_one_was_made()
    {
        var order = _lab.Place();
        _lab.World.Fill(order.Id, 0.5m, 101m);
        Get("/v1/pubticker/btcusd").GetProperty("last").GetString().ShouldBe("101");
        Get("/v2/ticker/btcusd").GetProperty("close").GetString().ShouldBe("101");
        Get("/v1/pricefeed")[0]
            .GetRawText()
            .ShouldBe("""{"pair":"BTCUSD","price":"101","percentChange24h":"0.0000"}""");
        var trade = Get("/v1/trades/btcusd").EnumerateArray().Single();
        (
            trade.GetProperty("price").GetString(),
            trade.GetProperty("amount").GetString(),
            trade.GetProperty("type").GetString(),
            trade.GetProperty("timestampms").GetInt64()
        ).ShouldBe(("101", "0.5", "sell", Lab.Start.ToUnixTimeMilliseconds()));
        Get("/v1/trades/ethusd").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void Balances_must_move_with_fills_and_be_tied_up_by_open_orders()
    {
        var order = _lab.Place(); // buys 1.5 BTC at 100
        Balance("USD").ShouldBe(("10000000", "9999850.000"));
        _lab.World.Fill(order.Id, 0.5m, 90m);
        Balance("USD").ShouldBe(("9999955.0", "9999855.000"));
        Balance("BTC").ShouldBe(("1000.5", "1000.5"));

        (string?, string?) Balance(string currency)
        {
            var entry = Post("/v1/balances")
                .EnumerateArray()
                .Single(balance => balance.GetProperty("currency").GetString() == currency);
            return (entry.GetProperty("amount").GetString(), entry.GetProperty("available").GetString());
        }
    }

    [Fact]
    public void Notional_balances_must_be_in_dollars() =>
        Post("/v1/notionalbalances/usd")[0]
            .GetRawText()
            .ShouldBe(
                """{"currency":"BTC","amount":"1000","amountNotional":"100000000","available":"1000","availableNotional":"100000000","availableForWithdrawal":"1000","availableForWithdrawalNotional":"100000000"}"""
            );

    [Fact]
    public void Account_must_be_told_apart_by_its_reference_code_or_by_its_creation_and_never_by_its_short_name()
    {
        var elsewhere = new ApiKey("other", "account-other", "s") { Account = "elsewhere" };
        var lab = Lab.With(Lab.Maker, Lab.Taker, elsewhere);
        var mine = Lab.Json(lab.Send("/v1/account"));
        mine.GetProperty("account").GetProperty("shortName").GetString().ShouldBe("primary");
        mine.TryGetProperty("id", out _).ShouldBeFalse();
        Code(Lab.Json(lab.Send("/v1/account", Lab.Taker))).ShouldBe(Code(mine));
        var other = Lab.Json(lab.Send("/v1/account", elsewhere));
        Code(other).ShouldNotBe(Code(mine));
        Created(other).ShouldNotBe(Created(mine));

        lab.World.Switches = new Switches { AccountHasReferenceCode = false };
        Lab.Json(lab.Send("/v1/account")).TryGetProperty("memo_reference_code", out _).ShouldBeFalse();

        static string Code(JsonElement answer) => answer.GetProperty("memo_reference_code").GetString()!;
        static string Created(JsonElement answer) => answer.GetProperty("account").GetProperty("created").GetString()!;
    }

    [Fact]
    public void Own_trades_must_be_the_account_s_newest_first_by_symbol_time_and_limit()
    {
        var order = _lab.Place(fields: Lab.ALimitOrder + ",\"client_order_id\":\"x\"");
        for (var i = 0; i < 3; i++)
        {
            _lab.World.Fill(order.Id, 0.5m);
            _lab.Pass(TimeSpan.FromSeconds(1));
        }
        var trades = Post("/v1/mytrades", "\"symbol\":\"BTCUSD\"").EnumerateArray().ToList();
        trades.Count.ShouldBe(3);
        trades.Select(trade => trade.GetProperty("tid").GetInt64()).ShouldBeInOrder(SortDirection.Descending);
        trades.ShouldAllBe(trade => trade.GetProperty("order_id").GetString() == $"{order.Id}");
        trades[0].GetProperty("client_order_id").GetString().ShouldBe("x");
        Post("/v1/mytrades", "\"symbol\":\"ethusd\"").GetArrayLength().ShouldBe(0);
        Post("/v1/mytrades", "\"limit_trades\":2").GetArrayLength().ShouldBe(2);
        Post("/v1/mytrades", $"\"timestamp\":{Lab.Start.ToUnixTimeSeconds() + 1}").GetArrayLength().ShouldBe(2);
        Post("/v1/mytrades", $"\"timestamp\":\"{Lab.Start.ToUnixTimeMilliseconds() + 2_000}\"")
            .GetArrayLength()
            .ShouldBe(1);
    }

    [Fact]
    public void Volumes_must_be_what_was_traded()
    {
        _lab.World.Fill(_lab.Place().Id, 1.5m);
        Post("/v1/tradevolume")[0][0].GetProperty("total_volume_base").GetDecimal().ShouldBe(1.5m);
        var volume = Post("/v1/notionalvolume");
        volume.GetProperty("notional_30d_volume").GetDecimal().ShouldBe(150m);
        volume.GetProperty("api_maker_fee_bps").GetInt32().ShouldBe(10);
    }

    [Theory]
    [InlineData(Lab.Status, false)]
    [InlineData(Lab.Orders, true)]
    [InlineData("/v1/balances", true)]
    public void Auditor_must_be_let_in_to_look_at_the_account_and_not_at_one_order(string path, bool letIn)
    {
        var auditor = Lab.Maker with { Roles = Roles.Auditor };
        var answer = Lab.With(auditor).Send(path, auditor, "\"order_id\":1");
        answer.Reason.ShouldBe(letIn ? null : "MissingRole");
    }

    [Fact]
    public void Type_must_be_complained_about_before_price_and_side()
    {
        _lab.Send(Lab.New, fields: "\"symbol\":\"btcusd\",\"amount\":\"1\",\"type\":\"x\"")
            .Reason.ShouldBe("InvalidOrderType");
        _lab.Send(Lab.New, fields: "\"symbol\":\"btcusd\",\"amount\":\"1\",\"type\":\"exchange limit\"")
            .Reason.ShouldBe("InvalidPrice");
        _lab.Send(
                Lab.New,
                fields: "\"symbol\":\"btcusd\",\"amount\":\"1\",\"type\":\"exchange limit\",\"price\":\"1\",\"side\":\"x\""
            )
            .Reason.ShouldBe("InvalidSide");
    }

    [Theory]
    [InlineData("limit", true)]
    [InlineData("market", true)]
    [InlineData("limit", false)]
    [InlineData("market", false)]
    public void Short_order_types_must_be_taken_only_when_chosen(string type, bool chosen)
    {
        _lab.World.Switches = new Switches { ShortOrderTypes = chosen };
        var fields = Lab.ALimitOrder.Replace("exchange limit", type, StringComparison.Ordinal);
        var answer = _lab.Send(Lab.New, fields: fields);
        answer.Reason.ShouldBe(chosen ? null : "InvalidOrderType");
        if (chosen)
        {
            Lab.Json(answer).GetProperty("type").GetString().ShouldBe(type);
            Lab.Json(answer).GetProperty("is_live").GetBoolean().ShouldBe(type == "limit");
        }
    }

    [Fact]
    public void Market_order_must_be_executed_at_the_reference_price_when_it_names_none()
    {
        _lab.World.Switches = new Switches { ShortOrderTypes = true };
        _lab.Send(Lab.New, fields: "\"symbol\":\"btcusd\",\"amount\":\"1\",\"side\":\"sell\",\"type\":\"market\"");
        var order = _lab.World.Orders.Single();
        (order.Status, order.AveragePrice).ShouldBe((OrderStatus.Filled, 100_000m));
    }

    [Theory]
    [InlineData("BUY", "buy")]
    [InlineData("SELL", "sell")]
    public void Side_in_capitals_must_be_taken_and_answered_as_written_only_when_chosen(string side, string usual)
    {
        var fields = Lab.ALimitOrder.Replace("\"buy\"", $"\"{side}\"", StringComparison.Ordinal);
        _lab.Send(Lab.New, fields: fields).Reason.ShouldBe("InvalidSide");
        _lab.World.Switches = new Switches { SidesInCapitals = true };
        Lab.Json(_lab.Send(Lab.New, fields: fields)).GetProperty("side").GetString().ShouldBe(side);
        Lab.Json(_lab.Send(Lab.New, fields: fields.Replace(side, usual, StringComparison.Ordinal)))
            .GetProperty("side")
            .GetString()
            .ShouldBe(usual);
    }

    [Fact]
    public void History_must_not_be_there_unless_it_is_chosen() =>
        _lab.Send("/v1/orders/history").Reason.ShouldBe("EndpointNotFound");

    [Theory]
    [InlineData(OrderHistory.Array)]
    [InlineData(OrderHistory.Wrapped)]
    public void History_must_have_the_final_orders_newest_first_in_the_chosen_form(OrderHistory form)
    {
        _lab.World.Switches = new Switches { OrderHistory = form };
        var (filled, canceled, open) = (_lab.Place(), _lab.Place(), _lab.Place());
        _lab.World.Fill(filled.Id, 1.5m);
        _lab.Send(Lab.Cancel, fields: $"\"order_id\":{canceled.Id}");
        var answer = Post("/v1/orders/history");
        var list = form == OrderHistory.Array ? answer : answer.GetProperty("orders");
        list.EnumerateArray()
            .Select(order =>
                (order.GetProperty("order_id").GetString(), order.GetProperty("is_cancelled").GetBoolean())
            )
            .ShouldBe([($"{canceled.Id}", true), ($"{filled.Id}", false)]);
        list.GetRawText().ShouldNotContain($"{open.Id}");
    }

    [Theory]
    [InlineData(HistoryPaging.Limit, "", 50)]
    [InlineData(HistoryPaging.Limit, "\"limit_orders\":7", 7)]
    [InlineData(HistoryPaging.Limit, "\"limit_orders\":10000", 500)]
    [InlineData(HistoryPaging.None, "\"limit_orders\":7", 600)]
    public void History_must_be_paged_as_chosen(HistoryPaging paging, string fields, int count)
    {
        _lab.World.Switches = new Switches { OrderHistory = OrderHistory.Array, HistoryPaging = paging };
        var ticket = new OrderTicket("btcusd", Side.Buy, 1, 100);
        for (var i = 0; i < 600; i++)
            _lab.World.Place(ticket, _lab.Now, "maker");
        _lab.Send(Lab.Session);
        Post("/v1/orders/history", fields).GetArrayLength().ShouldBe(count);
    }

    [Fact]
    public void History_must_begin_at_the_asked_time_when_it_is_paged()
    {
        _lab.World.Switches = new Switches { OrderHistory = OrderHistory.Array };
        _lab.Place();
        _lab.Pass(TimeSpan.FromSeconds(2));
        var second = _lab.Place();
        _lab.Send(Lab.Session);
        Post("/v1/orders/history", $"\"timestamp\":{Lab.Start.ToUnixTimeSeconds() + 1}")
            .EnumerateArray()
            .Single()
            .GetProperty("order_id")
            .GetString()
            .ShouldBe($"{second.Id}");
    }

    [Fact]
    public void History_must_lag_as_chosen_and_as_a_fault_has_it()
    {
        _lab.World.Switches = new Switches
        {
            OrderHistory = OrderHistory.Array,
            HistoryLag = TimeSpan.FromMilliseconds(500),
        };
        _lab.Place();
        _lab.Send(Lab.Session);
        Post("/v1/orders/history").GetArrayLength().ShouldBe(0);
        _lab.Pass(TimeSpan.FromMilliseconds(500));
        Post("/v1/orders/history").GetArrayLength().ShouldBe(1);
        _lab.World.UseFaults(FaultPlan.Parse("orders/history: stale 2s"));
        Post("/v1/orders/history").GetArrayLength().ShouldBe(0);
        _lab.Pass(TimeSpan.FromSeconds(2));
        Post("/v1/orders/history").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void Public_requests_must_be_refused_above_two_a_second_and_not_count_against_a_key()
    {
        var lab = new Lab();
        var steps = Enumerable.Range(0, 9).Select(_ => lab.Begin("/v1/symbols", [], "GET")).ToList();
        steps.Count(step => step is Step.Done).ShouldBe(4);
        steps.OfType<Step.Done>().Count(done => done.Reply.Answer!.Status == 429).ShouldBe(2);
        lab.Send(Lab.Heartbeat).Status.ShouldBe(200);
    }

    [Fact]
    public void Public_requests_must_suffer_what_the_plan_has_for_them_and_be_logged()
    {
        _lab.World.UseFaults(FaultPlan.Parse("symbols/details: 403 html x1; *: drop-after x1"));
        var first = _lab.Finish(_lab.Begin("/v1/symbols/details/btcusd", [], "GET"));
        (first.Answer!.Status, first.Delivery).ShouldBe((403, Delivery.Sent));
        _lab.Send("/v1/symbols/details/ethusd", [], "GET").Status.ShouldBe(200);
        _lab.World.Requests.Select(record => (record.Path, record.Status, record.IsExecuted))
            .ShouldBe([("/v1/symbols/details/btcusd", 403, false), ("/v1/symbols/details/ethusd", (int?)200, true)]);
    }

    private JsonElement Get(string path)
    {
        var answer = _lab.Send(path, [], "GET");
        answer.Status.ShouldBe(200, answer.Body);
        return Lab.Json(answer);
    }

    private JsonElement Post(string path, string fields = "")
    {
        var answer = _lab.Send(path, fields: fields);
        answer.Status.ShouldBe(200, answer.Body);
        return Lab.Json(answer);
    }
}
