using RiskEngine.Core;
using RiskEngine.EndToEnd.Tests.Processes;
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
            var address = await SimulatedGemini.AddressOf(simulator);
            await using var right = SimulatedGemini.Gateway(address, "s3cret");
            await using var wrong = SimulatedGemini.Gateway(address, "another");
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
