namespace RiskEngine.Simulator.Keys;

/// <summary>What the exchange remembers about one credential between requests.</summary>
internal sealed class Session(Credential credential)
{
    public Credential Credential { get; set; } = credential;

    public string Alias => Credential.Alias;

    public ApiKey? Key => Credential as ApiKey;

    /// <summary>The largest nonce that was consumed; a smaller or equal one is refused for ever.</summary>
    public decimal? LastNonce { get; private set; }

    /// <summary>The nonce of the latest bulk cancel that was executed: orders in flight below it may no longer land.</summary>
    public decimal? FenceNonce { get; set; }

    /// <summary>When the exchange last heard an authenticated message; null before the first and after an expiry.</summary>
    public DateTimeOffset? LastHeard { get; set; }

    /// <summary>Master keys have no heartbeat cancel.</summary>
    public bool NeedsHeartbeat => Key is { RequireHeartbeat: true, IsMaster: false };

    public void Consume(decimal nonce) => LastNonce = LastNonce > nonce ? LastNonce : nonce;
}
