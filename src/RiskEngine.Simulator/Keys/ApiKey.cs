namespace RiskEngine.Simulator.Keys;

/// <summary>An API key with its secret and its settings, as a user would create it on the exchange's web site.</summary>
public sealed record ApiKey : Credential
{
    /// <param name="alias">The name used in logs and inspection; unique, never a secret.</param>
    /// <param name="key">The key text, sent as <c>X-GEMINI-APIKEY</c>. The prefix <c>master-</c> makes a master key.</param>
    /// <param name="secret">Its secret, used as written: white space counts.</param>
    public ApiKey(string alias, string key, string secret)
        : base(alias)
    {
        Key = key;
        Secret = secret;
    }

    /// <summary>The key text, sent as <c>X-GEMINI-APIKEY</c>.</summary>
    public string Key { get; }

    /// <summary>The signing secret, used as written.</summary>
    public string Secret { get; }

    /// <summary>What the key may do; a new key is a trader.</summary>
    public Roles Roles { get; init; } = Roles.Trader;

    /// <summary>Which nonces the key accepts.</summary>
    public NonceMode Nonce { get; init; } = NonceMode.Increasing;

    /// <summary>"Require Heartbeat": 30 s without an authenticated message cancels the session's orders. Not on master keys.</summary>
    public bool RequireHeartbeat { get; init; }

    /// <summary>True when the key's address filter lets nobody in: every request is refused with <c>ApiKeyIpFilteringFailure</c>.</summary>
    public bool BlockedByAddressFilter { get; init; }

    /// <summary>True for a key that spans accounts, so that each request must name one.</summary>
    public bool IsMaster => Key.StartsWith("master-", StringComparison.Ordinal);
}
