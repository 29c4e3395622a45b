using System.Diagnostics;
using RiskEngine.Core;
using RiskEngine.Gemini;
using RiskEngine.Protocol;

namespace RiskEngine.EndToEnd.Tests.Simulator;

/// <summary>A simulator process, from outside: where it listens, and a client of it with the key account-demo.</summary>
internal static class SimulatedGemini
{
    internal static async Task<Uri> AddressOf(Process simulator)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (await simulator.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            if (
                line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is
                { } address
            )
                return new Uri(address);
        throw new InvalidOperationException(await simulator.StandardError.ReadToEndAsync(limit.Token));
    }

    internal static IExchangeGateway Gateway(Uri address, string secret) =>
        new GeminiExchange(TimeProvider.System).Open(
            new ExchangeSession(
                new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("demo")),
                address,
                TimeSpan.FromSeconds(60),
                TimeSpan.FromSeconds(30),
                1024 * 1024,
                NonceJson.Number,
                new SessionCredentials.ApiKey(new Secret("account-demo"), new Secret(secret))
            )
        );
}
