using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace RiskEngine.Gemini.Tests;

public sealed class AcceptedAnswerTests
{
    private static readonly ExchangeRequest CancelAccount = new ExchangeRequest.CancelAccountOrders();
    private static readonly ExchangeRequest CancelOrder = new ExchangeRequest.CancelOrder(new OrderId(106817811));
    private static readonly ExchangeRequest ReadStatus = new ExchangeRequest.ReadOrderStatus(new OrderId(106817811));
    private static readonly ExchangeRequest ReadOrders = new ExchangeRequest.ReadOpenOrders();
    private static readonly ExchangeRequest ReadByName = new ExchangeRequest.ReadOrdersByName(
        new ClientOrderId("mm-1")
    );
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

    [Fact]
    public async Task Cancel_must_name_nothing_when_both_arrays_are_empty()
    {
        const string body = """{"result":"ok","details":{"cancelRejects":[],"cancelledOrders":[]},"novel":[{"a":1}]}""";

        var answer = await Gateways.Read(Gateways.CancelSession, 200, body);

        answer.ShouldBe(new ExchangeAnswer.CancelAccepted([], []));
    }

    [Theory]
    [InlineData("""{"result":"ok","details":{}}""", false)]
    [InlineData("""{"result":"ok","details":{"cancelRejects":null,"cancelledOrders":null}}""", false)]
    [InlineData("""{"result":"ok","details":{"cancelRejects":[]}}""", false)]
    [InlineData("""{"result":"ok","details":{"cancelledOrders":[7]}}""", true)]
    [InlineData("""{"result":"ok","details":{"cancelRejects":null,"cancelledOrders":[7]}}""", true)]
    public async Task Cancel_must_be_an_incomplete_listing_when_an_array_is_absent_or_null(string body, bool namesOne)
    {
        var answer = await Gateways.Read(Gateways.CancelSession, 200, body);

        answer.ShouldBe(
            new ExchangeAnswer.CancelAccepted(namesOne ? [new OrderId(7)] : [], [])
            {
                Listing = CancelListing.Incomplete,
            }
        );
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
        byte[] body =
        [
            .. Encoding.UTF8.Preamble,
            .. """{"result":"ok","details":{"cancelledOrders":[5],"cancelRejects":[]}}"""u8,
        ];

        var answer = await Gateways.Read(Gateways.CancelSession, 200, body);

        answer.ShouldBe(new ExchangeAnswer.CancelAccepted([new OrderId(5)], []));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Answer_must_be_read_up_to_the_limit_and_no_further(int above, bool isRead)
    {
        var options = Gateways.Options with { MaxAnswerBytes = 8192 };
        var body = """{"result":"ok","details":{"cancelledOrders":[],"cancelRejects":[]}}""".PadRight(
            options.MaxAnswerBytes + above
        );

        var answer = await Gateways.Read(Gateways.CancelSession, 200, Encoding.UTF8.GetBytes(body), options: options);

        if (isRead)
            answer.ShouldBe(new ExchangeAnswer.CancelAccepted([], []));
        else
            answer.ShouldBeOfType<ExchangeAnswer.Unknown>().Reason.ShouldBe(UnknownReason.AnswerTooLong);
    }

    [Theory]
    [InlineData("""{"order_id":106817811,"is_live":true}""", OrderStanding.Live)]
    [InlineData("""{"order_id":106817811,"is_live":true,"is_cancelled":true}""", OrderStanding.Live)]
    [InlineData("""{"order_id":"106817811","is_live":false,"is_cancelled":true}""", OrderStanding.Canceled)]
    [InlineData("""{"order_id":106817811,"is_cancelled":true}""", OrderStanding.Canceled)]
    [InlineData("""{"orderId":106817811,"status":"cancelled"}""", OrderStanding.Canceled)]
    [InlineData("""{"order_id":106817811,"is_live":false}""", OrderStanding.Closed)]
    [InlineData("""{"order_id":106817811,"is_live":false,"is_cancelled":false}""", OrderStanding.Closed)]
    [InlineData("""{"orderId":106817811,"status":"open"}""", OrderStanding.Live)]
    [InlineData("""{"orderId":106817811,"status":"FILLED"}""", OrderStanding.Filled)]
    [InlineData("""{"orderId":106817811,"status":"expired"}""", OrderStanding.Unknown)]
    [InlineData("""{"id":"106817811"}""", OrderStanding.Unknown)]
    [InlineData("""{"order_id":106817811,"is_live":null}""", OrderStanding.Unknown)]
    [InlineData("""{"order_id":106817811,"is_live":"false"}""", OrderStanding.Unknown)]
    [InlineData("""[{"order_id":1,"is_live":true},{"order_id":106817811,"is_live":true}]""", OrderStanding.Live)]
    public async Task Answer_about_one_order_must_say_how_it_stands(string body, OrderStanding expected)
    {
        var report = new OrderReport(new OrderId(106817811), expected);

        (await Gateways.Read(CancelOrder, 200, body)).ShouldBe(new ExchangeAnswer.OrderCancelAccepted(report));
        (await Gateways.Read(ReadStatus, 200, body)).ShouldBe(new ExchangeAnswer.OrderStatusRead(report));
    }

    [Theory]
    [InlineData("5", "5", "0", OrderStanding.Filled)]
    [InlineData("5", "5.00", null, OrderStanding.Filled)]
    [InlineData(null, "5", "0", OrderStanding.Filled)]
    [InlineData("5", "3", "2", OrderStanding.Closed)]
    [InlineData("5", "0", "5", OrderStanding.Closed)]
    [InlineData("0", "0", "0", OrderStanding.Closed)]
    public async Task Order_must_be_closed_by_a_fill_when_all_of_it_traded_and_no_cancel_is_told(
        string? original,
        string executed,
        string? remaining,
        OrderStanding expected
    )
    {
        var body = $$"""
            {"order_id":"106817811","is_live":false,"is_cancelled":false,"original_amount":{{Json(original)}},
             "executed_amount":{{Json(executed)}},"remaining_amount":{{Json(remaining)}}}
            """;

        var answer = await Gateways.Read(CancelOrder, 200, body);

        var order = answer.ShouldBeOfType<ExchangeAnswer.OrderCancelAccepted>().Order;
        order.Standing.ShouldBe(expected);
        order.Executed.ShouldBe(decimal.Parse(executed, CultureInfo.InvariantCulture));
        order.Terms.Remaining.ShouldBe(
            remaining is null ? null : decimal.Parse(remaining, CultureInfo.InvariantCulture)
        );

        static string Json(string? text) => text is null ? "null" : $"\"{text}\"";
    }

    [Fact]
    public async Task Order_cancel_must_be_read_when_the_answer_is_a_recorded_one()
    {
        var answer = await Gateways.Read(CancelOrder, 200, TestFiles.Read("order-canceled.json"));

        var order = answer.ShouldBeOfType<ExchangeAnswer.OrderCancelAccepted>().Order;
        (order.Id, order.Standing).ShouldBe((new OrderId(106817811), OrderStanding.Canceled));
    }

    [Theory]
    [InlineData("""{"order_id":106817812,"is_live":false}""")]
    [InlineData("""{"order_id":106817811,"order_id":106817811,"is_live":false}""")]
    [InlineData("""{"order_id":106817811,"is_live":true,"is_live":false}""")]
    [InlineData("""{"is_live":false}""")]
    [InlineData("""{"result":"ok"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task Order_cancel_must_be_unreadable_when_it_does_not_tell_of_that_order(string body)
    {
        ShouldBeUnreadable(await Gateways.Read(CancelOrder, 200, body));
        ShouldBeUnreadable(await Gateways.Read(ReadStatus, 200, body));
    }

    [Fact]
    public async Task Open_orders_must_be_read_with_ids_as_text_or_number()
    {
        var answer = await Gateways.Read(ReadOrders, 200, TestFiles.Read("orders.json"));

        answer.ShouldBe(
            new ExchangeAnswer.OpenOrdersRead([
                new OpenOrder(new OrderId(107421210000000001), new ClientOrderId("maker-1:1"))
                {
                    Terms = new OrderTerms
                    {
                        Symbol = "btcusd",
                        Side = OrderSide.Buy,
                        Price = 100m,
                        Remaining = 5m,
                        PlacedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_547_742_904_989),
                    },
                },
                new OpenOrder(new OrderId(ulong.MaxValue), null) { Terms = new OrderTerms { Symbol = "ethusd" } },
            ])
        );
    }

    [Theory]
    [InlineData("\"symbol\":{},\"side\":\"maybe\",\"price\":\"dear\",\"remaining_amount\":[]")]
    [InlineData("\"symbol\":\"\",\"price\":\"1e99\",\"createdAt\":\"soon\",\"timestamp\":1.5")]
    [InlineData("\"symbol\":\"a\",\"symbol\":\"b\",\"price\":1,\"price\":2")]
    [InlineData("\"symbol\":\"\\u4e2d\",\"side\":1")]
    public async Task Order_must_be_read_without_what_it_tells_oddly(string odd)
    {
        var answer = await Gateways.Read(ReadOrders, 200, $$"""[{"order_id":7,"is_live":true,{{odd}}}]""");

        answer.ShouldBe(new ExchangeAnswer.OpenOrdersRead([new OpenOrder(new OrderId(7), null)]));
    }

    [Fact]
    public async Task Order_of_a_prediction_market_must_be_read_with_its_own_fields()
    {
        const string body = """
            [{"orderId":7,"status":"open","symbol":"GEMI-BTC05M2606011000-UP","side":"SELL","quantity":"9","price":"0.45",
              "remainingQuantity":"4","createdAt":"2026-06-01T10:00:00.5Z"}]
            """;

        var read = (await Gateways.Read(ReadOrders, 200, body)).ShouldBeOfType<ExchangeAnswer.OpenOrdersRead>();

        read.Orders.Single()
            .Terms.ShouldBe(
                new OrderTerms
                {
                    Symbol = "GEMI-BTC05M2606011000-UP",
                    Side = OrderSide.Sell,
                    Price = 0.45m,
                    Remaining = 4m,
                    PlacedAt = new DateTimeOffset(2026, 6, 1, 10, 0, 0, 500, TimeSpan.Zero),
                }
            );
    }

    [Fact]
    public async Task Open_orders_must_be_empty_when_the_array_is()
    {
        var answer = await Gateways.Read(ReadOrders, 200, "[]");

        answer.ShouldBe(new ExchangeAnswer.OpenOrdersRead([]));
    }

    [Theory]
    [InlineData("""{"order_id":7,"client_order_id":20190110}""", "20190110")]
    [InlineData("""{"order_id":7,"client_order_id":["a"]}""", null)]
    [InlineData("""{"order_id":7,"is_live":"yes","price":{},"side":null}""", null)]
    [InlineData("""{"orderId":"7"}""", null)]
    [InlineData("""{"id":7}""", null)]
    public async Task Open_orders_must_be_read_when_an_order_has_an_odd_field(string entry, string? clientId)
    {
        var answer = await Gateways.Read(ReadOrders, 200, $$"""[{"order_id":1},{{entry}}]""");

        answer.ShouldBe(
            new ExchangeAnswer.OpenOrdersRead([
                new OpenOrder(new OrderId(1), null),
                new OpenOrder(new OrderId(7), clientId is null ? null : new ClientOrderId(clientId)),
            ])
        );
    }

    [Fact]
    public async Task Open_orders_must_not_hold_what_is_listed_as_closed()
    {
        const string body = """[{"order_id":"73797746583641557","is_live":false,"is_cancelled":true}]""";

        var answer = await Gateways.Read(ReadOrders, 200, body);

        answer.ShouldBe(
            new ExchangeAnswer.OpenOrdersRead([])
            {
                Closed = [new OrderReport(new OrderId(73797746583641557), OrderStanding.Canceled)],
            }
        );
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("""{"order_id":null}""")]
    [InlineData("""{"order_id":-2}""")]
    [InlineData("""{"order_id":2,"order_id":3}""")]
    public async Task Open_orders_must_count_an_entry_that_names_no_order(string entry)
    {
        var answer = await Gateways.Read(ReadOrders, 200, $$"""[{"order_id":1},{{entry}},{"order_id":4}]""");

        answer.ShouldBe(
            new ExchangeAnswer.OpenOrdersRead([
                new OpenOrder(new OrderId(1), null),
                new OpenOrder(new OrderId(4), null),
            ])
            {
                Unreadable = 1,
            }
        );
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"result":"ok"}""")]
    [InlineData("""[{"order_id":1},""")]
    public async Task Open_orders_must_be_unreadable_when_there_is_no_list(string body) =>
        ShouldBeUnreadable(await Gateways.Read(ReadOrders, 200, body));

    [Theory]
    [InlineData("""{"order_id":"7","client_order_id":"mm-1","is_live":true,"timestampms":1700000000123}""")]
    [InlineData("""[{"order_id":7,"client_order_id":"mm-1","is_live":true,"timestampms":"1700000000123"}]""")]
    public async Task Order_must_be_read_by_its_name_when_it_comes_alone_or_in_a_list(string body)
    {
        var answer = await Gateways.Read(ReadByName, 200, body);

        answer.ShouldBe(
            new ExchangeAnswer.OrdersByNameRead([
                new OrderReport(new OrderId(7), OrderStanding.Live)
                {
                    ClientId = new ClientOrderId("mm-1"),
                    Terms = new OrderTerms { PlacedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123) },
                },
            ])
        );
    }

    [Theory]
    [InlineData("\"timestamp\":\"1700000000\"", 1_700_000_000L)]
    [InlineData("\"timestampms\":99999999999999999,\"timestamp\":1700000000", 1_700_000_000L)]
    [InlineData("\"timestampms\":null", null)]
    [InlineData("\"timestampms\":-1", null)]
    [InlineData("\"timestampms\":{}", null)]
    public async Task Time_of_an_order_must_be_read_as_far_as_it_can_be(string time, long? seconds)
    {
        var body = $$"""[{"order_id":7,"client_order_id":"mm-1",{{time}}}]""";

        var answer = await Gateways.Read(ReadByName, 200, body);

        answer
            .ShouldBeOfType<ExchangeAnswer.OrdersByNameRead>()
            .Orders.Single()
            .Terms.PlacedAt.ShouldBe(seconds is { } known ? DateTimeOffset.FromUnixTimeSeconds(known) : null);
    }

    [Fact]
    public async Task Name_must_be_nobodys_when_the_list_is_empty() =>
        (await Gateways.Read(ReadByName, 200, "[]")).ShouldBe(new ExchangeAnswer.OrdersByNameRead([]));

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("""{"order_id":7,"is_live":true}""")]
    [InlineData("""{"order_id":7,"client_order_id":"mm-2","is_live":false}""")]
    [InlineData("""[{"order_id":7,"client_order_id":"mm-1"},{"order_id":8,"client_order_id":"mm-2"}]""")]
    [InlineData("""[{"order_id":"x","client_order_id":"mm-1"}]""")]
    public async Task Answer_must_be_unreadable_when_it_is_of_another_name_or_none(string body) =>
        ShouldBeUnreadable(await Gateways.Read(ReadByName, 200, body));

    [Theory]
    [InlineData("{0}")]
    [InlineData("{{\"orders\":{0}}}")]
    public async Task Order_history_must_tell_of_open_and_closed_orders(string form)
    {
        const string list = """
            [{"order_id":"1","is_live":true},{"order_id":2,"is_live":false,"is_cancelled":true},{"order_id":"x"}]
            """;
        var body = string.Format(CultureInfo.InvariantCulture, form, list);

        var answer = await Gateways.Read(new ExchangeRequest.ReadOrderHistory(Gateways.Start), 200, body);

        answer.ShouldBe(
            new ExchangeAnswer.OrderHistoryRead([
                new OrderReport(new OrderId(1), OrderStanding.Live),
                new OrderReport(new OrderId(2), OrderStanding.Canceled),
            ])
            {
                Unreadable = 1,
            }
        );
    }

    [Theory]
    [InlineData(
        """{"memo_reference_code":"GEMPJBRDZ","account":{"shortName":"primary","created":1}}""",
        "memo:GEMPJBRDZ"
    )]
    [InlineData(
        """{"account":{"accountName":"P","shortName":"primary","created":"1495127793000"}}""",
        "primary@1495127793000"
    )]
    [InlineData(
        """{"account":{"shortName":"primary","created":1495127793000},"memo_reference_code":null}""",
        "primary@1495127793000"
    )]
    public async Task Account_must_be_told_by_its_reference_code_or_else_by_name_and_time(
        string body,
        string identity
    ) =>
        (await Gateways.Read(new ExchangeRequest.ReadAccount(), 200, body)).ShouldBe(
            new ExchangeAnswer.AccountRead(new AccountIdentity.Known(identity))
        );

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"account":{"shortName":"primary"}}""")]
    [InlineData("""{"account":{"created":1495127793000}}""")]
    [InlineData("""{"account":"primary"}""")]
    [InlineData("""{"memo_reference_code":"two words"}""")]
    public async Task Account_must_be_unreadable_when_nothing_tells_it_from_others(string body) =>
        ShouldBeUnreadable(await Gateways.Read(new ExchangeRequest.ReadAccount(), 200, body));

    [Fact]
    public async Task Nothing_of_an_account_but_what_tells_it_from_others_must_be_kept()
    {
        const string body = """
            {"account":{"accountName":"Secret Fund","shortName":"primary","type":"exchange","created":"1495127793000","verificationToken":"f00d"},
            "users":[{"name":"A. Person","lastSignIn":"2020-07-21T13:37:39.453Z","countryCode":"US"}],"memo_reference_code":"GEMPJBRDZ"}
            """;

        var text = $"{await Gateways.Read(new ExchangeRequest.ReadAccount(), 200, body)}";

        text.ShouldContain("GEMPJBRDZ");
        foreach (var secret in (string[])["Secret Fund", "primary", "f00d", "A. Person", "2020", "US"])
            text.ShouldNotContain(secret, Case.Sensitive);
    }

    [Fact]
    public async Task Roles_must_be_read()
    {
        var answer = await Gateways.Read(ReadRoles, 200, TestFiles.Read("roles.json"));
        answer.ShouldBe(
            new ExchangeAnswer.RolesRead(
                KeyPermissions.Trade | KeyPermissions.OrderStatus | KeyPermissions.FundManagement
            )
        );

        var lean = await Gateways.Read(ReadRoles, 200, """{"isTrader":false}""");
        lean.ShouldBe(new ExchangeAnswer.RolesRead(KeyPermissions.None));
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
    [InlineData("""{"order_id":"9007199254740993","is_live":true}""", OrderStanding.Live)]
    [InlineData("""{"order_id":9007199254740993,"is_live":false}""", OrderStanding.Closed)]
    [InlineData("""{"order_id":"9007199254740993","exchange":"gemini","was_forced":1}""", OrderStanding.Unknown)]
    [InlineData("""{"id":9007199254740993,"is_live":null}""", OrderStanding.Unknown)]
    [InlineData("""{"order_id":9007199254740993,"is_live":"true"}""", OrderStanding.Unknown)]
    [InlineData("""{"orderId":9007199254740993,"status":"open"}""", OrderStanding.Live)]
    [InlineData("""[{"orderId":"9007199254740993"}]""", OrderStanding.Unknown)]
    public async Task Order_entry_must_name_the_order_that_it_placed_when_the_answer_has_an_id(
        string body,
        OrderStanding expected
    )
    {
        foreach (var path in new[] { "/v1/order/new", "/v1/prediction-markets/order" })
        {
            var answer = await Gateways.Read(Send(path), 200, body);
            answer.ShouldBe(
                new ExchangeAnswer.PrivateAccepted(body, [new OrderReport(new OrderId(9007199254740993), expected)])
            );
        }
    }

    [Theory]
    [InlineData("fine")]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("""{"is_live":true}""")]
    [InlineData("""{"order_id":"x","is_live":true}""")]
    [InlineData("""{"order_id":1,"order_id":2,"is_live":true}""")]
    [InlineData("""{"order_id":1,"is_live":true""")]
    [InlineData("""{"status":400,"error":{"code":-2010,"msg":"Insufficient balance"}}""")]
    [InlineData("""{"order_id":1,"error":{"code":-2010}}""")]
    public async Task Order_entry_must_be_unknown_when_the_answer_may_hide_a_live_order(string body) =>
        (await Gateways.Read(NewOrder, 200, body)).ShouldBeOfType<ExchangeAnswer.Unknown>();

    [Theory]
    [InlineData("/v1/order/status", """{"order_id":"7","is_live":true}""", OrderStanding.Live)]
    [InlineData("/v1/order/status", """[{"order_id":"7","is_live":false}]""", OrderStanding.Closed)]
    [InlineData("/v1/order/cancel", """{"order_id":7,"is_live":false,"is_cancelled":true}""", OrderStanding.Canceled)]
    public async Task Private_answer_about_an_order_must_not_claim_it(string path, string body, OrderStanding expected)
    {
        var answer = await Gateways.Read(Send(path), 200, body);

        answer.ShouldBe(
            new ExchangeAnswer.PrivateAccepted(body, []) { Reported = [new OrderReport(new OrderId(7), expected)] }
        );
    }

    [Theory]
    [InlineData("/v1/orders", """[{"order_id":"1","is_live":true}]""")]
    [InlineData("/v1/mytrades", """[{"order_id":"1","tid":2}]""")]
    [InlineData("/v1/balances", "[]")]
    [InlineData("/v1/order/cancel/all", """{"result":"ok","details":{}}""")]
    [InlineData("/v1/account", """{"id":7}""")]
    public async Task Private_answer_must_name_no_order_when_the_request_was_about_none(string path, string body)
    {
        var answer = await Gateways.Read(Send(path), 200, body);

        answer.ShouldBe(new ExchangeAnswer.PrivateAccepted(body, []));
    }

    [Fact]
    public async Task Private_answer_must_claim_an_order_when_an_unknown_endpoint_answers_with_one()
    {
        const string body = """{"order_id":"7","is_live":true}""";

        var answer = await Gateways.Read(Send("/v1/novel"), 200, body);

        answer.ShouldBe(
            new ExchangeAnswer.PrivateAccepted(body, [new OrderReport(new OrderId(7), OrderStanding.Live)])
        );
    }

    [Fact]
    public async Task Answer_must_carry_the_date_when_it_is_the_exchanges_and_no_other()
    {
        const string refusal = """{"result":"error","reason":"InvalidSignature","message":"no"}""";
        foreach (var (status, body) in new[] { (200, """{"result":"ok","details":{}}"""), (400, refusal) })
            (await Dated(status, body, headers => headers.Date = Gateways.Start)).ServerTime.ShouldBe(Gateways.Start);
        foreach (var (status, body) in new[] { (200, ""), (200, "<html>"), (403, "<html>"), (500, "") })
            (await Dated(status, body, headers => headers.Date = Gateways.Start)).ServerTime.ShouldBeNull();

        var undated = await Dated(200, "{}", headers => headers.TryAddWithoutValidation("Date", "yesterday"));
        undated.ServerTime.ShouldBeNull();

        static Task<ExchangeAnswer> Dated(int status, string body, Action<HttpResponseHeaders> headers) =>
            Gateways.Read(Gateways.CancelSession, status, body, headers);
    }

    private static ExchangeRequest.SendPrivate Send(string path) => new(new PrivateEndpoint(path), RequestFields.None);

    private static void ShouldBeUnreadable(ExchangeAnswer answer) =>
        answer
            .ShouldBeOfType<ExchangeAnswer.Unknown>()
            .Reason.ShouldBeOneOf(UnknownReason.UnreadableAnswer, UnknownReason.NotTheExchange);
}
