namespace RiskEngine.Gemini.Tests;

public sealed class PayloadTests
{
    [Theory]
    [InlineData(1700000000, NonceJson.Number, """{"request":"/v1/order/cancel/session","nonce":1700000000}""")]
    [InlineData(1700000000, NonceJson.String, """{"request":"/v1/order/cancel/session","nonce":"1700000000"}""")]
    [InlineData(1700000000001, NonceJson.Number, """{"request":"/v1/order/cancel/session","nonce":1700000000001}""")]
    [InlineData(1700000000001, NonceJson.String, """{"request":"/v1/order/cancel/session","nonce":"1700000000001"}""")]
    [InlineData(
        long.MaxValue,
        NonceJson.String,
        """{"request":"/v1/order/cancel/session","nonce":"9223372036854775807"}"""
    )]
    public async Task Nonce_must_be_written_in_the_form_of_the_key(long nonce, NonceJson form, string expected)
    {
        var sent = await Gateways.Sent(
            Gateways.Outbound(Gateways.CancelSession, nonce),
            Gateways.Options with
            {
                NonceJson = form,
            }
        );

        sent.Payload.ShouldBe(expected);
    }

    [Fact]
    public async Task Account_must_be_named_when_the_session_names_one()
    {
        var sent = await Gateways.Sent(
            Gateways.Outbound(Gateways.CancelSession),
            Gateways.Options with
            {
                Account = new AccountName("primary"),
            },
            new SessionCredentials.ApiKey(new Secret("master-abc"), new Secret("1234abcd"))
        );

        sent.Payload.ShouldBe("""{"request":"/v1/order/cancel/session","nonce":1700000000001,"account":"primary"}""");
        sent.Headers["X-GEMINI-SIGNATURE"]
            .ShouldBe(
                "0af419f8ebf91c19a1515a202064a41da261d1ce734d7664e3acdbf802424f3df2dc0a01cc084a12a74ab5614e6600ef"
            );
    }

    public static readonly TheoryData<ExchangeRequest, string, string> Every = new()
    {
        { new ExchangeRequest.CancelSessionOrders(), "/v1/order/cancel/session", "" },
        { new ExchangeRequest.CancelAccountOrders(), "/v1/order/cancel/all", "" },
        {
            new ExchangeRequest.CancelOrder(new OrderId(ulong.MaxValue)),
            "/v1/order/cancel",
            ""","order_id":18446744073709551615"""
        },
        {
            new ExchangeRequest.CancelOrder(new OrderId("not-geminis")),
            "/v1/order/cancel",
            ""","order_id":"not-geminis" """.TrimEnd()
        },
        { new ExchangeRequest.ReadOpenOrders(), "/v1/orders", "" },
        {
            new ExchangeRequest.ReadOrdersByName(new ClientOrderId("mm-1")),
            "/v1/order/status",
            ""","client_order_id":"mm-1" """.TrimEnd()
        },
        { new ExchangeRequest.ReadRoles(), "/v1/roles", "" },
        { new ExchangeRequest.ReadAccount(), "/v1/account", "" },
        { new ExchangeRequest.SendHeartbeat(), "/v1/heartbeat", "" },
        {
            new ExchangeRequest.SendPrivate(
                new PrivateEndpoint("/v1/order/new"),
                new RequestFields([
                    new RequestField.Text("symbol", "btcusd"),
                    new RequestField.Text("note", "a\"b"),
                    new RequestField.Number("order_id", 9007199254740993),
                    new RequestField.Flag("hidden", false),
                    new RequestField.Texts("options", ["maker-or-cancel"]),
                    new RequestField.Texts("none", []),
                ])
            ),
            "/v1/order/new",
            ""","symbol":"btcusd","note":"a\u0022b","order_id":9007199254740993,"hidden":false,"options":["maker-or-cancel"],"none":[]"""
        },
    };

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Request_must_go_to_its_path_with_its_fields_after_nonce_and_account(
        ExchangeRequest request,
        string path,
        string fields
    )
    {
        var sent = await Gateways.Sent(
            Gateways.Outbound(request, nonce: 5),
            Gateways.Options with
            {
                Account = new AccountName("primary"),
            }
        );

        sent.Method.ShouldBe("POST");
        sent.Address.ShouldBe(new Uri("https://gemini.invalid" + path));
        sent.Payload.ShouldBe($$"""{"request":"{{path}}","nonce":5,"account":"primary"{{fields}}}""");
    }

    [Fact]
    public async Task Text_must_be_written_as_valid_json_whatever_it_is()
    {
        var sent = await Gateways.Sent(
            Gateways.Outbound(
                new ExchangeRequest.SendPrivate(
                    new PrivateEndpoint("/v1/order/new"),
                    new RequestFields([
                        new RequestField.Text("a", "\ud800"),
                        new RequestField.Texts("b", ["\udfff\0é"]),
                    ])
                ),
                nonce: 5
            )
        );

        sent.Payload.ShouldBe("""{"request":"/v1/order/new","nonce":5,"a":"\uFFFD","b":["\uFFFD\u0000\u00E9"]}""");
    }

    [Fact]
    public async Task Api_key_must_sign_with_three_headers()
    {
        var sent = await Gateways.Sent(Gateways.Outbound(Gateways.CancelSession));

        sent.Headers.Keys.ShouldBe(
            ["Cache-Control", "X-GEMINI-APIKEY", "X-GEMINI-PAYLOAD", "X-GEMINI-SIGNATURE"],
            ignoreOrder: true
        );
        sent.Headers["X-GEMINI-APIKEY"].ShouldBe(Gateways.Key);
    }

    [Fact]
    public async Task Bearer_token_must_send_neither_nonce_nor_key_nor_signature()
    {
        var sent = await Gateways.Sent(
            Gateways.Outbound(Gateways.CancelSession),
            Gateways.Options with
            {
                Account = new AccountName("primary"),
            },
            Gateways.Bearer
        );

        sent.Headers.Keys.ShouldBe(["Authorization", "Cache-Control", "X-GEMINI-PAYLOAD"], ignoreOrder: true);
        sent.Headers["Authorization"].ShouldBe($"Bearer {Gateways.Token}");
        sent.Payload.ShouldBe("""{"request":"/v1/order/cancel/session","account":"primary"}""");
    }
}
