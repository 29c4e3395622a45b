namespace RiskEngine.Gemini.Tests;

public sealed class NonceRefusalTests
{
    [Fact]
    public async Task Nonce_must_be_called_not_increased_when_the_exchange_says_so()
    {
        var answer = await Gateways.Read(Gateways.CancelSession, 400, TestFiles.Read("nonce-not-increased.json"));

        answer.ShouldBe(
            new ExchangeAnswer.NonceRefused(
                NonceRefusal.NotIncreased,
                new ExchangeReason(
                    "InvalidNonce",
                    "Nonce '1498482583' has not increased since your last call to the Gemini API."
                )
            )
        );
    }

    [Fact]
    public async Task Nonce_must_be_called_outside_the_window_with_the_time_it_was_compared_with()
    {
        var answer = await Gateways.Read(
            Gateways.CancelSession,
            400,
            TestFiles.Read("nonce-outside-window.json"),
            headers => headers.Date = DateTimeOffset.UnixEpoch
        );

        var refused = answer.ShouldBeOfType<ExchangeAnswer.NonceRefused>();
        refused.Kind.ShouldBe(NonceRefusal.OutsideWindow);
        refused.ComparedWith.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1695066301));
    }

    [Theory]
    [InlineData("is not within 30 seconds of server time")]
    [InlineData("is not within 30 seconds of server time '")]
    [InlineData("is not within 30 seconds of server time '1695066301")]
    [InlineData("is not within 30 seconds of server time '1695066301000'")]
    [InlineData("is not within 30 seconds of server time '-695066301'")]
    [InlineData("is not within 30 seconds of server time ''")]
    public async Task Server_time_must_come_from_the_date_header_when_the_text_has_none(string message)
    {
        var date = Gateways.Start;
        var answer = await Gateways.Read(
            Gateways.CancelSession,
            400,
            $$"""{"result":"error","reason":"InvalidNonce","message":"{{message}}"}""",
            headers => headers.Date = date
        );

        var refused = answer.ShouldBeOfType<ExchangeAnswer.NonceRefused>();
        refused.Kind.ShouldBe(NonceRefusal.OutsideWindow);
        refused.ServerTime.ShouldBe(date);
    }

    [Theory]
    [InlineData("""{"result":"error","reason":"InvalidNonce"}""")]
    [InlineData("""{"result":"error","reason":"InvalidNonce","message":null}""")]
    [InlineData("""{"result":"error","reason":"InvalidNonce","message":"Bad luck."}""")]
    public async Task Nonce_must_be_refused_without_a_kind_when_the_text_does_not_tell(string body)
    {
        var answer = await Gateways.Read(Gateways.CancelSession, 400, body);

        answer.ShouldBeOfType<ExchangeAnswer.NonceRefused>().Kind.ShouldBe(NonceRefusal.Unspecified);
    }
}
