using System.Diagnostics;
using RiskEngine.Core;
using RiskEngine.EndToEnd.Tests.Processes;
using RiskEngine.Gemini;
using RiskEngine.Protocol;

namespace RiskEngine.EndToEnd.Tests.Simulator;

/// <summary>The simulator alone, as anybody would point a Gemini client at it.</summary>
public sealed class SimulatorProcessSpec
{
    [Theory]
    [InlineData("increasing", 1_900_000_000_000)]
    [InlineData("time-based", 0)]
    public async Task Client_must_be_answered_when_key_secret_and_nonce_are_right(string mode, long nonce)
    {
        using var simulator = Program.Start(
            "RiskEngine.Simulator",
            ["--urls", "http://127.0.0.1:0", "--key", "account-demo", "--secret", "s3cret", "--nonce", mode]
        );
        try
        {
            var address = await AddressOf(simulator);
            await using var right = Gateway(address, "s3cret");
            await using var wrong = Gateway(address, "another");
            var value = nonce > 0 ? nonce : TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

            (await Cancel(right, value)).ShouldBeOfType<ExchangeAnswer.CancelAccepted>();
            (await Cancel(wrong, value + 1))
                .ShouldBeOfType<ExchangeAnswer.Refused>()
                .Reason.ShouldBe(RefusedReason.Credentials);
            if (mode == "increasing")
                (await Cancel(right, value))
                    .ShouldBeOfType<ExchangeAnswer.NonceRefused>()
                    .Kind.ShouldBe(NonceRefusal.NotIncreased);
            else
                (await Cancel(right, value + 3600))
                    .ShouldBeOfType<ExchangeAnswer.NonceRefused>()
                    .Kind.ShouldBe(NonceRefusal.OutsideWindow);
        }
        finally
        {
            simulator.Kill(entireProcessTree: true);
        }
    }

    private static async Task<Uri> AddressOf(Process simulator)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (await simulator.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            if (
                line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is
                { } address
            )
                return new Uri(address);
        throw new InvalidOperationException(await simulator.StandardError.ReadToEndAsync(limit.Token));
    }

    private static IExchangeGateway Gateway(Uri address, string secret) =>
        new GeminiExchange(TimeProvider.System).Open(
            new ExchangeSession(
                new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("demo")),
                address,
                TimeSpan.FromSeconds(10),
                TimeSpan.FromSeconds(5),
                1024 * 1024,
                NonceJson.Number,
                new SessionCredentials.ApiKey(new Secret("account-demo"), new Secret(secret))
            )
        );

    private static Task<ExchangeAnswer> Cancel(IExchangeGateway gateway, long nonce) =>
        gateway.SendAsync(
            new OutboundRequest(
                new AttemptId(1),
                new Nonce(nonce),
                Lane.Cancel,
                new ExchangeRequest.CancelSessionOrders()
            ),
            CancellationToken.None
        );
}
