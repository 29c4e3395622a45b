using System.Net.Http.Headers;

namespace RiskEngine.Gemini;

/// <summary>Puts a session's proof of itself on a request: one way per kind of credentials.</summary>
internal abstract class Authenticator : IDisposable
{
    /// <summary>What must never be seen in a text.</summary>
    internal abstract IReadOnlyList<string> Credentials { get; }

    internal static Authenticator Of(SessionCredentials credentials, GeminiOptions options, TimeProvider time) =>
        credentials switch
        {
            SessionCredentials.ApiKey given => new ApiKeyAuthenticator(given, options),
            SessionCredentials.BearerToken given => new BearerAuthenticator(given, options, time),
            _ => throw ClosedUnion.Unhandled(credentials),
        };

    /// <summary>Writes the request's payload and signs it where the credentials sign.</summary>
    internal abstract SignedPayload Sign(OutboundRequest outbound);

    /// <summary>Adds the headers that carry the payload and the proof.</summary>
    internal abstract void AddTo(HttpRequestHeaders headers, SignedPayload signed);

    /// <inheritdoc/>
    public virtual void Dispose() { }
}
