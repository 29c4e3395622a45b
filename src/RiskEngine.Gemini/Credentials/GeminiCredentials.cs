namespace RiskEngine.Gemini;

/// <summary>What a session proves itself with: one of the nested records. <see cref="GeminiCredentialsValidator"/> says what is allowed.</summary>
public abstract record GeminiCredentials
{
    private GeminiCredentials() { }

    /// <summary>An API key and its secret: every request is signed, and has a nonce.</summary>
    /// <param name="Key">The key, such as <c>account-…</c>, or <c>master-…</c>, which acts on a named account.</param>
    /// <param name="Secret">The secret; its UTF-8 bytes as written are the key of the signature.</param>
    public sealed record ApiKey(Secret Key, Secret Secret) : GeminiCredentials;

    /// <summary>An OAuth access token: requests have neither signature nor nonce. Gemini lets it live for 24 hours.</summary>
    /// <param name="Token">The token.</param>
    public sealed record BearerToken(Secret Token) : GeminiCredentials;
}
