using System.Text;

namespace RiskEngine.Gemini.Tests;

public sealed class AcceptedAnswerTests
{
    private static readonly ExchangeRequest CancelAccount = new ExchangeRequest.CancelAccountOrders();
    private static readonly ExchangeRequest CancelOrder = new ExchangeRequest.CancelOrder(new OrderId(106817811));
    private static readonly ExchangeRequest ReadOrders = new ExchangeRequest.ReadOpenOrders();
    private static readonly ExchangeRequest ReadRoles = new ExchangeRequest.ReadRoles();
    private static readonly ExchangeRequest Heartbeat = new ExchangeRequest.SendHeartbeat();
    private static readonly ExchangeRequest NewOrder = new ExchangeRequest.SendPrivate(
        new PrivateEndpoint("/v1/order/new"),
        RequestFields.None
    );

    [Fact]
    public async Task Cancel_must_name_its_reject_when_the_answer_is_the_documented_example()
    {
        foreach (var request in new[] { Gateways.CancelSession, CancelAccount })
        {
            var answer = await Gateways.Read(request, 200, TestFiles.Read("cancel-documented.json"));
            answer.ShouldBe(new ExchangeAnswer.CancelAccepted([], [new OrderId(330429345)]));
        }
    }

    [Theory]
    [InlineData("""{"result":"ok","details":{}}""")]
    [InlineData("""{"result":"ok","details":{"cancelRejects":null,"cancelledOrders":null}}""")]
    [InlineData("""{"result":"ok","details":{"cancelRejects":[],"cancelledOrders":[]},"novel":[{"a":1}]}""")]
    public async Task Cancel_must_name_nothing_when_arrays_are_absent_null_or_empty(string body)
    {
        var answer = await Gateways.Read(Gateways.CancelSession, 200, body);

        answer.ShouldBe(new ExchangeAnswer.CancelAccepted([], []));
    }

    [Theory]
    [InlineData("9007199254740993", 9007199254740993)] // 2^53 + 1, which a double rounds
    [InlineData("\"9007199254740993\"", 9007199254740993)]
    [InlineData("107421210000000001", 107421210000000001)]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    [InlineData("\"18446744073709551615\"", ulong.MaxValue)]
    [InlineData("0", 0)]
    public async Task Order_id_must_be_read_without_loss(string json, ulong expected)
    {
        var answer = await Gateways.Read(
            Gateways.CancelSession,
            200,
            $$$"""{"result":"ok","details":{"cancelRejects":[{{{json}}}],"cancelledOrders":[1,{{{json}}}]}}"""
        );

        answer.ShouldBe(
            new ExchangeAnswer.CancelAccepted([new OrderId(1), new OrderId(expected)], [new OrderId(expected)])
        );
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("1e18")]
    [InlineData("18446744073709551616")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("\"\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"+1\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"1e3\"")]
    [InlineData("\"1,000\"")]
    [InlineData("\"18446744073709551616\"")]
    [InlineData("\"\\ud800\"")]
    public async Task Cancel_must_be_unreadable_when_an_id_is_no_id(string json)
    {
        var canceled = $$$"""{"result":"ok","details":{"cancelledOrders":[1,{{{json}}}]}}""";
        var rejected = $$$"""{"result":"ok","details":{"cancelRejects":[{{{json}}}],"cancelledOrders":[]}}""";

        ShouldBeUnreadable(await Gateways.Read(Gateways.CancelSession, 200, canceled));
        ShouldBeUnreadable(await Gateways.Read(Gateways.CancelSession, 200, rejected));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ok")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("\"ok\"")]
    [InlineData("{}")]
    [InlineData("<html><body>Welcome</body></html>")]
    [InlineData("""{"result":"ok"}""")]
    [InlineData("""{"result":"ok","details":null}""")]
    [InlineData("""{"result":"ok","details":[]}""")]
    [InlineData("""{"result":"ok","details":"none"}""")]
    [InlineData("""{"result":"ok","details":{"cancelledOrders":{}}}""")]
    [InlineData("""{"result":"ok","details":{"cancelledOrders":7}}""")]
    [InlineData("""{"result":"ok","details":{"cancelRejects":"7"}}""")]
    [InlineData("""{"details":{"cancelRejects":[],"cancelledOrders":[]}}""")]
    [InlineData("""{"result":true,"details":{}}""")]
    [InlineData("""{"result":"OK","details":{}}""")]
    [InlineData("""{"result":"pending","details":{}}""")]
    [InlineData("""{"result":"ok","result":"ok","details":{}}""")]
    [InlineData("""{"result":"ok","details":{"cancelledOrders":[1],"cancelledOrders":[]}}""")]
    [InlineData("""{"result":"ok","details":{"cancelledOrders":[1]}""")]
    [InlineData("""{"result":"ok","details":{"cancelledOrders":[1,]}}""")]
    [InlineData("""{"result":"ok","details":{}} trailing""")]
    [InlineData("""{"result":"ok","details":{}}{"result":"ok","details":{}}""")]
    [InlineData("""{'result':'ok','details':{}}""")]
    public async Task Cancel_must_be_unreadable_when_the_answer_has_another_shape(string body)
    {
        ShouldBeUnreadable(await Gateways.Read(Gateways.CancelSession, 200, body));
        ShouldBeUnreadable(await Gateways.Read(CancelAccount, 200, body));
    }

    [Fact]
    public async Task Cancel_must_be_refused_when_the_answer_names_an_error_beside_its_acceptance()
    {
        const string body = """{"result":"ok","error":"InvalidSignature","details":{"cancelledOrders":[1]}}""";

        (await Gateways.Read(Gateways.CancelSession, 200, body)).ShouldBeOfType<ExchangeAnswer.Refused>();
        (await Gateways.Read(CancelAccount, 200, body)).ShouldBeOfType<ExchangeAnswer.Refused>();
    }

    [Fact]
    public async Task Answer_must_be_unreadable_when_it_is_nested_too_deep()
    {
        var deep = new string('[', 100_000);
        foreach (var body in new[] { deep, $$"""{"result":"ok","details":{"cancelledOrders":{{deep}}""" })
        {
            ShouldBeUnreadable(await Gateways.Read(Gateways.CancelSession, 200, body));
            ShouldBeUnreadable(await Gateways.Read(NewOrder, 200, body));
        }
    }

    [Fact]
    public async Task Answer_must_be_unreadable_when_it_is_not_utf8()
    {
        byte[] body = [.. """{"result":"ok","note":" """u8, 0xC3, 0x28, .. """ ","details":{}}"""u8];

        ShouldBeUnreadable(await Gateways.Read(Gateways.CancelSession, 200, body));
        ShouldBeUnreadable(await Gateways.Read(NewOrder, 200, body));
    }

    [Fact]
    public async Task Answer_must_be_read_when_it_begins_with_a_byte_order_mark()
    {
        byte[] body = [.. Encoding.UTF8.Preamble, .. """{"result":"ok","details":{"cancelledOrders":[5]}}"""u8];

        var answer = await Gateways.Read(Gateways.CancelSession, 200, body);

        answer.ShouldBe(new ExchangeAnswer.CancelAccepted([new OrderId(5)], []));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Answer_must_be_read_up_to_the_limit_and_no_further(int above, bool isRead)
    {
        var options = Gateways.Options with { MaxAnswerBytes = 8192 };
        var body = """{"result":"ok","details":{}}""".PadRight(options.MaxAnswerBytes + above);

        var answer = await Gateways.Read(Gateways.CancelSession, 200, Encoding.UTF8.GetBytes(body), options: options);

        if (isRead)
            answer.ShouldBe(new ExchangeAnswer.CancelAccepted([], []));
        else
            ShouldBeUnreadable(answer);
    }

    [Fact]
    public async Task Order_cancel_must_say_whether_the_order_is_live()
    {
        var answer = await Gateways.Read(CancelOrder, 200, TestFiles.Read("order-canceled.json"));
        answer.ShouldBe(new ExchangeAnswer.OrderCancelAccepted(new OrderId(106817811), IsLive: false));

        var live = await Gateways.Read(CancelOrder, 200, """{"order_id":106817811,"is_live":true}""");
        live.ShouldBe(new ExchangeAnswer.OrderCancelAccepted(new OrderId(106817811), IsLive: true));
    }

    [Theory]
    [InlineData("""{"order_id":106817812,"is_live":false}""")]
    [InlineData("""{"order_id":106817811}""")]
    [InlineData("""{"order_id":106817811,"is_live":null}""")]
    [InlineData("""{"order_id":106817811,"is_live":"false"}""")]
    [InlineData("""{"is_live":false}""")]
    [InlineData("""{"result":"ok"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task Order_cancel_must_be_unreadable_when_it_does_not_tell_of_that_order(string body) =>
        ShouldBeUnreadable(await Gateways.Read(CancelOrder, 200, body));

    [Fact]
    public async Task Open_orders_must_be_read_with_ids_as_text_or_number()
    {
        var answer = await Gateways.Read(ReadOrders, 200, TestFiles.Read("orders.json"));

        answer.ShouldBe(
            new ExchangeAnswer.OpenOrdersRead([
                new OpenOrder(new OrderId(107421210000000001), new ClientOrderId("maker-1:1")),
                new OpenOrder(new OrderId(ulong.MaxValue), null),
            ])
        );
    }

    [Fact]
    public async Task Open_orders_must_be_empty_when_the_array_is()
    {
        var answer = await Gateways.Read(ReadOrders, 200, "[]");

        answer.ShouldBe(new ExchangeAnswer.OpenOrdersRead([]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"result":"ok"}""")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("[7]")]
    [InlineData("""[{"order_id":1},{"id":"2"}]""")]
    [InlineData("""[{"order_id":1},{"order_id":null}]""")]
    [InlineData("""[{"order_id":1},{"order_id":-2}]""")]
    [InlineData("""[{"order_id":1,"client_order_id":5}]""")]
    [InlineData("""[{"order_id":1},""")]
    public async Task Open_orders_must_be_unreadable_as_a_whole_when_one_is(string body) =>
        ShouldBeUnreadable(await Gateways.Read(ReadOrders, 200, body));

    [Fact]
    public async Task Roles_must_be_read()
    {
        var answer = await Gateways.Read(ReadRoles, 200, TestFiles.Read("roles.json"));
        answer.ShouldBe(new ExchangeAnswer.RolesRead(IsTrader: true, IsFundManager: true, IsAuditor: false));

        var lean = await Gateways.Read(ReadRoles, 200, """{"isTrader":false}""");
        lean.ShouldBe(new ExchangeAnswer.RolesRead(IsTrader: false, IsFundManager: false, IsAuditor: false));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"isTrader":"yes"}""")]
    [InlineData("""{"isTrader":null}""")]
    [InlineData("""{"isTrader":true,"isAuditor":1}""")]
    public async Task Roles_must_be_unreadable_when_the_trader_role_is_not_told(string body) =>
        ShouldBeUnreadable(await Gateways.Read(ReadRoles, 200, body));

    [Fact]
    public async Task Heartbeat_must_be_accepted_when_the_result_is_ok()
    {
        var answer = await Gateways.Read(Heartbeat, 200, """{"result":"ok"}""");

        answer.ShouldBe(new ExchangeAnswer.HeartbeatAccepted());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"result":"later"}""")]
    public async Task Heartbeat_must_be_unreadable_when_the_result_is_not_ok(string body) =>
        ShouldBeUnreadable(await Gateways.Read(Heartbeat, 200, body));

    [Theory]
    [InlineData("""{"order_id":"9007199254740993","is_live":true}""", 9007199254740993UL, null)]
    [InlineData("""{"order_id":9007199254740993,"is_live":true}""", 9007199254740993UL, null)]
    [InlineData("""{"order_id":"9007199254740993","is_live":false}""", null, 9007199254740993UL)]
    [InlineData("""{"order_id":"not-a-number","status":"other endpoint"}""", null, null)]
    [InlineData("""[{"order_id":"1","is_live":true}]""", null, null)]
    [InlineData("{}", null, null)]
    [InlineData("7", null, null)]
    public async Task Private_answer_must_be_kept_whole_and_name_the_order_that_it_opened_or_closed(
        string body,
        ulong? opened,
        ulong? closed
    )
    {
        var answer = await Gateways.Read(NewOrder, 200, body);

        answer.ShouldBe(
            new ExchangeAnswer.PrivateAccepted(body, opened is { } id ? new OrderId(id) : null)
            {
                Closed = closed is { } gone ? new OrderId(gone) : null,
            }
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("fine")]
    [InlineData("""{"is_live":true}""")]
    [InlineData("""{"order_id":"x","is_live":true}""")]
    [InlineData("""{"order_id":1,"is_live":"true"}""")]
    [InlineData("""{"order_id":1,"is_live":null}""")]
    [InlineData("""{"order_id":1,"order_id":2,"is_live":true}""")]
    [InlineData("""{"order_id":1,"is_live":true""")]
    public async Task Private_answer_must_be_unreadable_when_it_may_hide_a_live_order(string body) =>
        ShouldBeUnreadable(await Gateways.Read(NewOrder, 200, body));

    [Fact]
    public async Task Every_answer_must_carry_the_date_of_the_exchange_when_it_has_one()
    {
        foreach (var (status, body) in new[] { (200, """{"result":"ok","details":{}}"""), (200, ""), (500, "") })
        {
            var answer = await Gateways.Read(
                Gateways.CancelSession,
                status,
                body,
                headers => headers.Date = Gateways.Start
            );
            answer.ServerTime.ShouldBe(Gateways.Start);
        }

        var undated = await Gateways.Read(
            Gateways.CancelSession,
            200,
            "",
            headers => headers.TryAddWithoutValidation("Date", "yesterday")
        );
        undated.ServerTime.ShouldBeNull();
    }

    private static void ShouldBeUnreadable(ExchangeAnswer answer) =>
        answer.ShouldBeOfType<ExchangeAnswer.Unknown>().Reason.ShouldBe(UnknownReason.UnreadableAnswer);
}
