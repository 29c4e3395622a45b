namespace RiskEngine.Gemini.Tests;

public sealed class ErrorTableTests
{
    [Theory]
    [InlineData(400, "MissingAccounts", RefusedReason.Account)]
    [InlineData(400, "InvalidAccountName", RefusedReason.Account)]
    [InlineData(400, "AccountClosed", RefusedReason.Account)]
    [InlineData(400, "EndpointMismatch", RefusedReason.Malformed)]
    [InlineData(400, "InvalidJson", RefusedReason.Malformed)]
    [InlineData(400, "MissingPayloadKey", RefusedReason.Malformed)]
    [InlineData(400, "MissingNonce", RefusedReason.Malformed)]
    [InlineData(400, "MissingApikeyHeader", RefusedReason.Credentials)]
    [InlineData(401, "MissingApikeyHeader", RefusedReason.Credentials)]
    [InlineData(400, "MissingPayloadHeader", RefusedReason.Credentials)]
    [InlineData(401, "MissingPayloadHeader", RefusedReason.Credentials)]
    [InlineData(400, "MissingSignatureHeader", RefusedReason.Credentials)]
    [InlineData(401, "MissingSignatureHeader", RefusedReason.Credentials)]
    [InlineData(400, "InvalidSignature", RefusedReason.Credentials)]
    [InlineData(401, "InvalidSignature", RefusedReason.Credentials)]
    [InlineData(400, "InvalidApiKey", RefusedReason.Credentials)]
    [InlineData(401, "InvalidApiKey", RefusedReason.Credentials)]
    [InlineData(403, "MissingRole", RefusedReason.MissingRole)]
    [InlineData(403, "ApiKeyIpFilteringFailure", RefusedReason.AddressNotAllowed)]
    [InlineData(403, "RemoteAddressForbidden", RefusedReason.AddressNotAllowed)]
    [InlineData(404, "EndpointNotFound", RefusedReason.EndpointNotFound)]
    [InlineData(404, "OrderNotFound", RefusedReason.OrderNotFound)]
    [InlineData(400, "OrderNotFound", RefusedReason.OrderNotFound)]
    [InlineData(404, "NoSuchOrder", RefusedReason.OrderNotFound)]
    [InlineData(400, "NoSuchOrder", RefusedReason.OrderNotFound)]
    [InlineData(406, "InsufficientFunds", RefusedReason.InsufficientFunds)]
    [InlineData(400, "AccountNotOfTypeRequired", RefusedReason.Account)]
    [InlineData(400, "MustAcceptTerms", RefusedReason.TermsNotAccepted)]
    [InlineData(400, "TERMS_NOT_ACCEPTED", RefusedReason.TermsNotAccepted)]
    [InlineData(403, "MISSINGROLE", RefusedReason.MissingRole)]
    [InlineData(400, "INVALID_SIGNATURE", RefusedReason.Credentials)]
    [InlineData(400, "MarketClosed", RefusedReason.MarketClosed)]
    [InlineData(400, "TradingClosed", RefusedReason.MarketClosed)]
    public async Task Reason_must_prove_refusal(int status, string reason, RefusedReason expected)
    {
        foreach (var answer in await ReadInEveryShape(status, reason))
            answer.ShouldBe(new ExchangeAnswer.Refused(expected, new ExchangeReason(reason, "Said so.")));
    }

    [Theory]
    [InlineData(400, "InvalidNonce")]
    [InlineData(400, "BadNonce")]
    [InlineData(400, "GenericNonceError")]
    [InlineData(400, "INVALIDNONCE")]
    [InlineData(403, "bad_nonce")]
    public async Task Reason_must_refuse_the_nonce(int status, string reason)
    {
        foreach (var answer in await ReadInEveryShape(status, reason))
            answer.ShouldBe(
                new ExchangeAnswer.NonceRefused(NonceRefusal.Unspecified, new ExchangeReason(reason, "Said so."))
            );
    }

    [Theory]
    [InlineData(429, "RateLimit")]
    [InlineData(400, "UsageLimit")]
    [InlineData(403, "UsageLimit")]
    [InlineData(429, "UsageLimit")]
    [InlineData(429, "USAGE_LIMIT")]
    public async Task Reason_must_limit_the_rate(int status, string reason)
    {
        foreach (var answer in await ReadInEveryShape(status, reason))
            answer.ShouldBe(new ExchangeAnswer.RateLimited(null, new ExchangeReason(reason, "Said so.")));
    }

    [Theory]
    [InlineData(500, "System", UnknownReason.ExchangeFailed)]
    [InlineData(500, "Internal Server Error", UnknownReason.ExchangeFailed)]
    [InlineData(500, "Novel", UnknownReason.ExchangeFailed)]
    [InlineData(503, "Maintenance", UnknownReason.ExchangeUnavailable)]
    public async Task Reason_must_prove_nothing(int status, string reason, UnknownReason expected)
    {
        var answer = await Read(status, $$"""{"result":"error","reason":"{{reason}}","message":"Said so."}""");

        answer.ShouldBe(new ExchangeAnswer.Unknown(expected, new ExchangeReason(reason, "Said so.")));
    }

    [Fact]
    public async Task Rate_must_be_limited_when_the_exchange_says_so_in_common_words()
    {
        var answer = await Read(429, """{"result":"error","reason":"Too Many Requests","message":"Said so."}""");

        answer.ShouldBe(new ExchangeAnswer.RateLimited(null, new ExchangeReason("Too Many Requests", "Said so.")));
    }

    [Theory]
    [InlineData("Nonce must be greater than the previous nonce")]
    [InlineData("Out-of-sequence nonce 17 precedes previously used nonce 18")]
    [InlineData("NONCE '5' HAS NOT INCREASED since your last call to the Gemini API.")]
    public async Task Nonce_must_be_refused_as_too_low_when_the_text_says_so_beside_any_reason(string message)
    {
        foreach (var reason in new[] { "InvalidNonce", "Novel" })
        {
            var answer = await Read(400, $$"""{"result":"error","reason":"{{reason}}","message":"{{message}}"}""");
            answer.ShouldBe(
                new ExchangeAnswer.NonceRefused(NonceRefusal.NotIncreased, new ExchangeReason(reason, message))
            );
        }
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task Refusal_must_be_for_another_reason_when_the_exchange_gives_one_that_is_unknown(int status)
    {
        var answer = await Read(status, """{"result":"error","reason":"Novel","message":"New to us."}""");

        answer.ShouldBe(new ExchangeAnswer.Refused(RefusedReason.Other, new ExchangeReason("Novel", "New to us.")));
    }

    [Theory]
    [InlineData(201)]
    [InlineData(204)]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(406)]
    [InlineData(408)]
    [InlineData(418)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(599)]
    public async Task Status_must_be_nobodys_word_when_the_body_is_not_the_exchanges(int status)
    {
        foreach (
            var body in new[]
            {
                "",
                "Internal Server Error",
                "<html>no</html>",
                "[]",
                "{",
                """{"error":"Forbidden"}""",
                """{"message":"Missing Authentication Token"}""",
                """{"error":"Too Many Requests","message":"slow down"}""",
                """{"result":"error","reason":7,"message":["odd"]}""",
                """{"result":"error"}""",
            }
        )
        {
            var answer = await Read(status, body);
            answer.ShouldBeOfType<ExchangeAnswer.Unknown>().Reason.ShouldBe(UnknownReason.NotTheExchange, body);
            answer.ServerTime.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Answer_must_be_too_long_whatever_its_status(int status)
    {
        var answer = await Read(status, new string('x', 2_000_000));

        answer.ShouldBeOfType<ExchangeAnswer.Unknown>().Reason.ShouldBe(UnknownReason.AnswerTooLong);
    }

    [Fact]
    public async Task Page_with_status_200_must_be_nobodys_word()
    {
        foreach (var body in new[] { "", "<html>Sign in to the network</html>", "ok" })
        {
            var answer = await Read(200, body);
            answer.ShouldBeOfType<ExchangeAnswer.Unknown>().Reason.ShouldBe(UnknownReason.NotTheExchange);
        }
    }

    [Fact]
    public async Task Redirect_must_name_where_it_leads()
    {
        var answer = await Gateways.Read(
            Gateways.CancelSession,
            301,
            "<html>Moved</html>",
            headers => headers.Location = new Uri("https://www.gemini.invalid/")
        );

        answer
            .ShouldBeOfType<ExchangeAnswer.Unknown>()
            .Said.Message.ShouldBe("HTTP 301 to https://www.gemini.invalid/: <html>Moved</html>");
    }

    [Fact]
    public async Task Error_of_a_200_must_prove_nothing_when_it_has_no_known_reason()
    {
        foreach (var body in new[] { """{"result":"error"}""", """{"result":"error","reason":"Novel"}""" })
        {
            var answer = await Gateways.Read(Gateways.CancelSession, 200, body);
            answer.ShouldBeOfType<ExchangeAnswer.Unknown>().Reason.ShouldBe(UnknownReason.UnreadableAnswer);
        }
    }

    [Fact]
    public async Task Missing_role_must_not_show_the_key_that_its_text_contains()
    {
        var answer = await Gateways.Read(Gateways.CancelSession, 403, TestFiles.Read("missing-role.json"));

        var said = answer.ShouldBeOfType<ExchangeAnswer.Refused>().Said;
        said.Message.ShouldEndWith("to API key (redacted) which currently has roles [Trader]");
        answer.ToString().ShouldNotContain(Gateways.Key);
    }

    [Fact]
    public async Task Maintenance_must_keep_the_words_of_the_exchange()
    {
        var answer = await Gateways.Read(Gateways.CancelSession, 503, TestFiles.Read("maintenance.json"));

        answer.ShouldBe(
            new ExchangeAnswer.Unknown(
                UnknownReason.ExchangeUnavailable,
                new ExchangeReason(
                    "Maintenance",
                    "The Gemini Exchange is currently undergoing maintenance. Please check https://status.gemini.com/ for more information."
                )
            )
        );
    }

    [Fact]
    public async Task Html_of_a_proxy_must_be_kept_for_people()
    {
        var answer = await Gateways.Read(Gateways.CancelSession, 502, TestFiles.Read("bad-gateway.html"));

        var unknown = answer.ShouldBeOfType<ExchangeAnswer.Unknown>();
        unknown.Reason.ShouldBe(UnknownReason.NotTheExchange);
        unknown.Said.ToString().ShouldStartWith("HTTP 502: <html> <head><title>502 Bad Gateway</title>");
    }

    // As Gemini documents errors, as some are seen, without the marks of one, and inside a 200.
    private static async Task<ExchangeAnswer[]> ReadInEveryShape(int status, string reason) =>
        [
            await Read(status, $$"""{"result":"error","reason":"{{reason}}","message":"Said so."}"""),
            await Read(status, $$"""{"error":"{{reason}}","message":"Said so."}"""),
            await Read(status, $$"""{"reason":"{{reason}}","message":"Said so."}"""),
            await Read(200, $$"""{"result":"error","reason":"{{reason}}","message":"Said so."}"""),
            await Read(status, $$"""{"result":"ERROR","reason":"{{reason}}","message":"Said so."}"""),
            await Read(200, $$"""{"error":"{{reason}}","message":"Said so."}"""),
        ];

    private static Task<ExchangeAnswer> Read(int status, string body) =>
        Gateways.Read(Gateways.CancelSession, status, body);
}
