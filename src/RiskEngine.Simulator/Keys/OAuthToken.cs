namespace RiskEngine.Simulator.Keys;

/// <summary>An OAuth access token: sent as a bearer, without nonce and signature.</summary>
public sealed record OAuthToken : Credential
{
    /// <summary>How long the exchange lets an access token live.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <param name="alias">The name used in logs and inspection; unique, never a secret.</param>
    /// <param name="token">The token text.</param>
    /// <param name="expiresAt">From this instant on it is refused; <see cref="Lifetime"/> after it was issued.</param>
    /// <param name="scopes">What it may do, see <see cref="Keys.Scopes"/>.</param>
    public OAuthToken(string alias, string token, DateTimeOffset expiresAt, params IReadOnlyList<string> scopes)
        : base(alias)
    {
        Token = token;
        ExpiresAt = expiresAt;
        Scopes = scopes;
    }

    /// <summary>The token text.</summary>
    public string Token { get; }

    /// <summary>From this instant on it is refused.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>What it may do.</summary>
    public IReadOnlyList<string> Scopes { get; }
}
