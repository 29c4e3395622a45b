using System.Net.Http.Headers;
using Microsoft.Extensions.Time.Testing;

namespace RiskEngine.Gemini.Tests;

/// <summary>Gateways and requests as most tests want them.</summary>
internal static class Gateways
{
    internal const string Key = "account-AbCdEf0123456789";
    internal const string SecretText = "s3cr3tS3cr3tS3cr3t";
    internal const string Token = "t0k3nT0k3nT0k3n";

    internal static readonly DateTimeOffset Start = new(2025, 1, 2, 3, 4, 5, TimeSpan.Zero);
    internal static readonly GeminiOptions Options = new() { RestBaseAddress = new Uri("https://gemini.invalid") };
    internal static readonly SessionCredentials ApiKey = new SessionCredentials.ApiKey(
        new Secret(Key),
        new Secret(SecretText)
    );
    internal static readonly SessionCredentials Bearer = new SessionCredentials.BearerToken(new Secret(Token));

    internal static readonly ExchangeRequest CancelSession = new ExchangeRequest.CancelSessionOrders();

    internal static OutboundRequest Outbound(
        ExchangeRequest request,
        long nonce = 1700000000001,
        Lane lane = Lane.Cancel
    ) => new(new AttemptId(1), new Nonce(nonce), lane, request);

    internal static IExchangeGateway Behind(
        StubHandler handler,
        GeminiOptions? options = null,
        SessionCredentials? credentials = null,
        TimeProvider? time = null
    ) =>
        GeminiGatewayFactory.Create(
            options ?? Options,
            credentials ?? ApiKey,
            time ?? new FakeTimeProvider(Start),
            _ => handler
        );

    /// <summary>What the gateway makes of one answer.</summary>
    internal static async Task<ExchangeAnswer> Read(
        ExchangeRequest request,
        int status,
        byte[] body,
        Action<HttpResponseHeaders>? headers = null,
        GeminiOptions? options = null,
        TimeProvider? time = null
    )
    {
        await using var gateway = Behind(
            new StubHandler(_ => StubHandler.Response(status, body, headers)),
            options,
            time: time
        );
        return await gateway.SendAsync(Outbound(request), CancellationToken.None);
    }

    internal static Task<ExchangeAnswer> Read(
        ExchangeRequest request,
        int status,
        string body,
        Action<HttpResponseHeaders>? headers = null,
        TimeProvider? time = null
    ) => Read(request, status, System.Text.Encoding.UTF8.GetBytes(body), headers, time: time);

    /// <summary>The request that the gateway would put on the wire.</summary>
    internal static async Task<SentRequest> Sent(
        OutboundRequest request,
        GeminiOptions? options = null,
        SessionCredentials? credentials = null
    )
    {
        SentRequest? sent = null;
        await using var gateway = Behind(
            new StubHandler(message =>
            {
                sent = SentRequest.Of(message);
                return StubHandler.Response(200, "{}");
            }),
            options,
            credentials
        );
        await gateway.SendAsync(request, CancellationToken.None);
        return sent.ShouldNotBeNull();
    }
}
