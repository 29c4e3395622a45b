namespace RiskEngine.Gemini.Tests;

public sealed class GeminiOptionsValidatorTests
{
    [Theory]
    [InlineData("https://api.gemini.com")]
    [InlineData("https://api.sandbox.gemini.com/")]
    [InlineData("https://api.gemini.com:8443")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://127.9.9.9")]
    [InlineData("http://[::1]:5000")]
    [InlineData("http://localhost:5000")]
    public void Base_address_must_be_taken_when_it_is_https_or_loopback(string address) =>
        FaultsOf(new Uri(address)).ShouldBeEmpty();

    [Theory]
    [InlineData("http://api.gemini.com", "must be https")]
    [InlineData("http://10.0.0.1", "must be https")]
    [InlineData("http://0.0.0.0", "must be https")]
    [InlineData("http://localhost.example", "must be https")]
    [InlineData("http://localhost@10.0.0.1", "must be https|user name")]
    [InlineData("ftp://127.0.0.1", "must be https")]
    [InlineData("wss://ws.gemini.com", "must be https")]
    [InlineData("https://api.gemini.com/v1", "path")]
    [InlineData("https://api.gemini.com/?a=b", "query")]
    [InlineData("https://api.gemini.com/#a", "fragment")]
    [InlineData("https://me:hunter2@api.gemini.com", "user name or password")]
    [InlineData("api.gemini.com", "absolute")]
    [InlineData("/v1", "absolute")]
    public void Base_address_must_be_refused_when_signed_headers_could_go_astray(string address, string said)
    {
        var faults = FaultsOf(new Uri(address, UriKind.RelativeOrAbsolute));

        faults.ShouldAllBe(x => x.Key == "rest-base-address");
        faults.Count.ShouldBe(said.Split('|').Length);
        said.Split('|').ShouldAllBe(part => faults.Any(x => x.Text.Contains(part)));
        faults.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public void Base_address_must_be_called_absent_when_it_is_null() =>
        FaultsOf(null!).ShouldHaveSingleItem().Text.ShouldContain("absolute");

    [Fact]
    public void Faults_must_be_listed_all_at_once()
    {
        var faults = GeminiOptionsValidator.Validate(
            new GeminiOptions
            {
                RestBaseAddress = new Uri("http://me@api.gemini.com/v1?a=b#c"),
                NonceJson = (NonceJson)7,
                RequestTimeout = TimeSpan.Zero,
                ConnectTimeout = TimeSpan.Zero,
                ConnectionLifetime = TimeSpan.Zero,
                ConnectionIdleTimeout = TimeSpan.FromSeconds(-1),
                MaxAnswerBytes = 0,
            }
        );

        faults
            .Select(x => x.Key)
            .ShouldBe([
                .. Enumerable.Repeat("rest-base-address", 5),
                "nonce.json",
                "request-timeout",
                "connect-timeout",
                "connection-lifetime",
                "connection-idle-timeout",
                "max-answer-bytes",
            ]);
    }

    [Theory]
    [InlineData(60, 59, true)]
    [InlineData(61, 5, false)]
    [InlineData(-1, 5, false)]
    [InlineData(5, 5, false)]
    [InlineData(5, -1, false)]
    public void Timeouts_must_be_in_their_ranges(int request, int connect, bool isValid)
    {
        var faults = GeminiOptionsValidator.Validate(
            Gateways.Options with
            {
                RequestTimeout = TimeSpan.FromSeconds(request),
                ConnectTimeout = TimeSpan.FromSeconds(connect),
            }
        );

        (faults.Count == 0).ShouldBe(isValid);
    }

    [Theory]
    [InlineData(GeminiOptionsValidator.LeastAnswerBytes, true)]
    [InlineData(GeminiOptionsValidator.LeastAnswerBytes - 1, false)]
    [InlineData(GeminiOptionsValidator.MostAnswerBytes, true)]
    [InlineData(GeminiOptionsValidator.MostAnswerBytes + 1, false)]
    public void Answer_limit_must_be_in_its_range(int bytes, bool isValid) =>
        (GeminiOptionsValidator.Validate(Gateways.Options with { MaxAnswerBytes = bytes }).Count == 0).ShouldBe(
            isValid
        );

    private static ValueList<ConfigurationFault> FaultsOf(Uri address) =>
        GeminiOptionsValidator.Validate(new GeminiOptions { RestBaseAddress = address });
}
