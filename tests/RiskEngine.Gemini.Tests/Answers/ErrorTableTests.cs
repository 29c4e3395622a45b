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
    [InlineData(406, "InsufficientFunds", RefusedReason.InsufficientFunds)]
    public async Task Reason_must_prove_refusal(int status, string reason, RefusedReason expected)
    {
        foreach (var answer in await ReadInEveryShape(status, reason))
            answer.ShouldBe(new ExchangeAnswer.Refused(expected, new ExchangeReason(reason, "Said so.")));
    }

    [Theory]
    [InlineData(400, "InvalidNonce")]
    public async Task Reason_must_refuse_the_nonce(int status, string reason)
    {
        foreach (var answer in await ReadInEveryShape(status, reason))
            answer.ShouldBe(
                new ExchangeAnswer.NonceRefused(NonceRefusal.Unspecified, new ExchangeReason(reason, "Said so."))
            );
    }

    [Theory]
    [InlineData(429, "RateLimit")]
    [InlineData(429, "Too Many Requests")]
    public async Task Reason_must_limit_the_rate(int status, string reason)
    {
        foreach (var answer in await ReadInEveryShape(status, reason))
            answer.ShouldBe(new ExchangeAnswer.RateLimited(null, new ExchangeReason(reason, "Said so.")));
    }

    [Theory]
    [InlineData(500, "System", UnknownReason.ExchangeFailed)]
    [InlineData(500, "Internal Server Error", UnknownReason.ExchangeFailed)]
    [InlineData(503, "Maintenance", UnknownReason.ExchangeUnavailable)]
    public async Task Reason_must_prove_nothing(int status, string reason, UnknownReason expected)
    {
        foreach (var answer in await ReadInEveryShape(status, reason))
            answer.ShouldBe(new ExchangeAnswer.Unknown(expected, new ExchangeReason(reason, "Said so.")));
    }

    [Theory]
    [InlineData(300, RefusedReason.Redirected)]
    [InlineData(301, RefusedReason.Redirected)]
    [InlineData(302, RefusedReason.Redirected)]
    [InlineData(307, RefusedReason.Redirected)]
    [InlineData(308, RefusedReason.Redirected)]
    [InlineData(400, RefusedReason.Other)]
    [InlineData(401, RefusedReason.Credentials)]
    [InlineData(403, RefusedReason.Other)]
    [InlineData(404, RefusedReason.EndpointNotFound)]
    [InlineData(406, RefusedReason.InsufficientFunds)]
    public async Task Status_must_prove_refusal_when_no_known_reason_is_given(int status, RefusedReason expected)
    {
        foreach (var answer in await ReadWithoutKnownReason(status))
            answer.ShouldBeOfType<ExchangeAnswer.Refused>().Reason.ShouldBe(expected);
    }

    [Fact]
    public async Task Status_429_must_limit_the_rate_when_no_known_reason_is_given()
    {
        foreach (var answer in await ReadWithoutKnownReason(429))
            answer.ShouldBeOfType<ExchangeAnswer.RateLimited>();
    }

    [Theory]
    [InlineData(201, UnknownReason.UnreadableAnswer)]
    [InlineData(204, UnknownReason.UnreadableAnswer)]
    [InlineData(402, UnknownReason.UnreadableAnswer)]
    [InlineData(405, UnknownReason.UnreadableAnswer)]
    [InlineData(408, UnknownReason.UnreadableAnswer)]
    [InlineData(418, UnknownReason.UnreadableAnswer)]
    [InlineData(500, UnknownReason.ExchangeFailed)]
    [InlineData(501, UnknownReason.UnreadableAnswer)]
    [InlineData(502, UnknownReason.ExchangeUnavailable)]
    [InlineData(503, UnknownReason.ExchangeUnavailable)]
    [InlineData(504, UnknownReason.UnreadableAnswer)]
    [InlineData(599, UnknownReason.UnreadableAnswer)]
    public async Task Status_must_prove_nothing_when_no_known_reason_is_given(int status, UnknownReason expected)
    {
        foreach (var answer in await ReadWithoutKnownReason(status))
            answer.ShouldBeOfType<ExchangeAnswer.Unknown>().Reason.ShouldBe(expected);
    }

    [Fact]
    public async Task Status_must_decide_when_an_error_of_a_200_has_no_known_reason()
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
        unknown.Reason.ShouldBe(UnknownReason.ExchangeUnavailable);
        unknown.Said.ToString().ShouldStartWith("HTTP 502: <html> <head><title>502 Bad Gateway</title>");
    }

    // As Gemini documents errors, as some are seen, without the marks of one, and inside a 200.
    private static async Task<ExchangeAnswer[]> ReadInEveryShape(int status, string reason) =>
        [
            await Read(status, $$"""{"result":"error","reason":"{{reason}}","message":"Said so."}"""),
            await Read(status, $$"""{"error":"{{reason}}","message":"Said so."}"""),
            await Read(status, $$"""{"reason":"{{reason}}","message":"Said so."}"""),
            await Read(200, $$"""{"result":"error","reason":"{{reason}}","message":"Said so."}"""),
            await Read(200, $$"""{"error":"{{reason}}","message":"Said so."}"""),
        ];

    private static async Task<ExchangeAnswer[]> ReadWithoutKnownReason(int status) =>
        [
            await Read(status, ""),
            await Read(status, "Internal Server Error"),
            await Read(status, "<html>no</html>"),
            await Read(status, "[]"),
            await Read(status, "{"),
            await Read(status, """{"result":"error","reason":"Novel","message":"New to us."}"""),
            await Read(status, """{"result":"error","reason":7,"message":["odd"]}"""),
            await Read(status, new string('x', 2_000_000)),
        ];

    private static Task<ExchangeAnswer> Read(int status, string body) =>
        Gateways.Read(Gateways.CancelSession, status, body);
}
