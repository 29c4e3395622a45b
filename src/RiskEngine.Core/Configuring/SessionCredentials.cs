namespace RiskEngine.Core;

/// <summary>What a session proves itself with: one of the nested records.</summary>
public abstract record SessionCredentials
{
    private SessionCredentials() { }

    /// <summary>An API key and its secret: every request is signed, and has a nonce.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Secret">The secret.</param>
    public sealed record ApiKey(Secret Key, Secret Secret) : SessionCredentials;

    /// <summary>An OAuth access token: requests have neither signature nor nonce.</summary>
    /// <param name="Token">The token.</param>
    public sealed record BearerToken(Secret Token) : SessionCredentials
    {
        /// <summary>Reads the token again where it stands, and gives null when it cannot; null itself: it never changes.</summary>
        public Func<Secret?>? Reread { get; init; }

        /// <summary>How often it is read again; above zero.</summary>
        public TimeSpan RereadEvery { get; init; } = TimeSpan.FromMinutes(1);
    }
}
