using Microsoft.Extensions.Time.Testing;

namespace RiskEngine.Gemini.Tests;

public sealed class RehearsalTests
{
    public static TheoryData<string, Type> Asked =>
        new()
        {
            { nameof(ExchangeRequest.CancelSessionOrders), typeof(ExchangeAnswer.CancelAccepted) },
            { nameof(ExchangeRequest.CancelAccountOrders), typeof(ExchangeAnswer.CancelAccepted) },
            { nameof(ExchangeRequest.ReadOpenOrders), typeof(ExchangeAnswer.OpenOrdersRead) },
            { nameof(ExchangeRequest.ReadRoles), typeof(ExchangeAnswer.RolesRead) },
            { nameof(ExchangeRequest.ReadAccount), typeof(ExchangeAnswer.AccountRead) },
            { nameof(ExchangeRequest.SendHeartbeat), typeof(ExchangeAnswer.HeartbeatAccepted) },
        };

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task Request_must_be_taken_when_it_is_rehearsed(string request, Type answer)
    {
        var session = new ExchangeSession(
            new SessionKey(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias("maker-1")),
            new Uri("https://gemini.invalid"),
            TimeSpan.FromSeconds(2),
            TimeSpan.FromSeconds(1),
            4096,
            NonceJson.Number,
            Gateways.ApiKey
        );
        await using var gateway = new GeminiExchange(new FakeTimeProvider(Gateways.Start)).OpenRehearsal(session);

        var asked = (ExchangeRequest)Activator.CreateInstance(typeof(ExchangeRequest).GetNestedType(request)!)!;
        var answered = await gateway.SendAsync(Gateways.Outbound(asked), CancellationToken.None);

        answered.ShouldBeOfType(answer);
        gateway.ConnectedAt.ShouldBeNull();
    }
}
