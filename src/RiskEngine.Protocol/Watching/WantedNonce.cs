namespace RiskEngine.Protocol;

/// <summary>What nonces a key wants, as far as the exchange's refusals tell.</summary>
public enum WantedNonce
{
    /// <summary>
    /// This key wants seconds: set <c>nonce.mode = time-based</c> and <c>nonce.unit = seconds</c>. It measured our nonce, in
    /// milliseconds or with decimals, against its clock.
    /// </summary>
    Seconds,

    /// <summary>
    /// This time-based key may want milliseconds: set <c>nonce.unit = milliseconds</c>. It calls seconds that were near its
    /// clock too far away.
    /// </summary>
    Milliseconds,

    /// <summary>
    /// This key wants higher numbers: milliseconds (<c>nonce.mode = increasing</c>, or <c>nonce.unit = milliseconds</c> for a
    /// time-based key) or fractions of seconds (<c>nonce.unit = fractional</c>) where seconds are configured, microseconds
    /// (<c>nonce.unit</c>) where milliseconds are. It has seen a nonce above any that we may send.
    /// </summary>
    HigherNumbers,
}
