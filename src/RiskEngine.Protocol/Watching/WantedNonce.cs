namespace RiskEngine.Protocol;

/// <summary>What nonces a key wants, as far as the exchange's refusals tell.</summary>
public enum WantedNonce
{
    /// <summary>This key wants seconds: set <c>nonce.mode = time-based</c>. It measured our nonce against its clock.</summary>
    Seconds,

    /// <summary>
    /// This key wants higher numbers: milliseconds (<c>nonce.mode = increasing</c>) where seconds are configured, or
    /// microseconds (<c>nonce.unit</c>) where milliseconds are. It has seen a nonce above any that we may send.
    /// </summary>
    HigherNumbers,
}
