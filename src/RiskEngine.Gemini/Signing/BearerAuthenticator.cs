using System.Net.Http.Headers;

namespace RiskEngine.Gemini;

/// <summary>The token and a payload that has neither nonce nor signature.</summary>
internal sealed class BearerAuthenticator(SessionCredentials.BearerToken credentials, GeminiOptions options)
    : Authenticator
{
    private readonly string _authorization = $"Bearer {credentials.Token.Reveal()}";

    internal override IReadOnlyList<string> Credentials { get; } = [credentials.Token.Reveal()];

    internal override SignedPayload Sign(OutboundRequest outbound) =>
        new(
            Convert.ToBase64String(Payload.Write(outbound.Request, null, options.NonceJson, options.Account)),
            Signature: ""
        );

    internal override void AddTo(HttpRequestHeaders headers, SignedPayload signed)
    {
        headers.TryAddWithoutValidation("Authorization", _authorization);
        headers.TryAddWithoutValidation("X-GEMINI-PAYLOAD", signed.Base64);
    }
}
