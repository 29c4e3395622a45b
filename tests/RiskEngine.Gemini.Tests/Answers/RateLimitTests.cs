namespace RiskEngine.Gemini.Tests;

public sealed class RateLimitTests
{
    private const string Body = """{"result":"error","reason":"RateLimit","message":"Slow down."}""";

    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData("2147483647", 2147483647)]
    [InlineData("Thu, 02 Jan 2025 03:04:35 GMT", 30)] // the clock stands at 03:04:05
    [InlineData("Thu, 02 Jan 2025 03:04:05 GMT", 0)]
    [InlineData("Thu, 02 Jan 2020 03:04:05 GMT", 0)]
    public async Task Retry_after_must_be_read_as_seconds_or_as_a_date(string header, int seconds)
    {
        var answer = await Read(header);

        answer.ShouldBe(
            new ExchangeAnswer.RateLimited(TimeSpan.FromSeconds(seconds), new ExchangeReason("RateLimit", "Slow down."))
        );
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("Thu, 99 Jan 2025 03:04:05 GMT")]
    public async Task Retry_after_must_be_null_when_it_cannot_be_read(string header)
    {
        var answer = await Read(header);

        answer.ShouldBe(new ExchangeAnswer.RateLimited(null, new ExchangeReason("RateLimit", "Slow down.")));
    }

    private static Task<ExchangeAnswer> Read(string header) =>
        Gateways.Read(
            Gateways.CancelSession,
            429,
            Body,
            headers => headers.TryAddWithoutValidation("Retry-After", header)
        );
}
