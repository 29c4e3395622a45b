using System.Net.Http.Headers;

namespace RiskEngine.Gemini;

/// <summary>Key, payload and signature in three headers.</summary>
internal sealed class ApiKeyAuthenticator(SessionCredentials.ApiKey credentials, GeminiOptions options) : Authenticator
{
    private readonly string _key = credentials.Key.Reveal();
    private readonly PayloadSigner _signer = new(credentials.Secret);

    internal override IReadOnlyList<string> Credentials { get; } =
    [credentials.Key.Reveal(), credentials.Secret.Reveal()];

    internal override SignedPayload Sign(OutboundRequest outbound) =>
        _signer.Sign(Payload.Write(outbound.Request, outbound.Nonce, options.NonceJson, options.Account));

    internal override void AddTo(HttpRequestHeaders headers, SignedPayload signed)
    {
        headers.TryAddWithoutValidation("X-GEMINI-APIKEY", _key);
        headers.TryAddWithoutValidation("X-GEMINI-PAYLOAD", signed.Base64);
        headers.TryAddWithoutValidation("X-GEMINI-SIGNATURE", signed.Signature);
    }
}
