namespace RiskEngine.Simulator.Keys;

/// <summary>The per-key setting that decides which nonces are accepted.</summary>
public enum NonceMode
{
    /// <summary>Each nonce is larger than every one before it on the key.</summary>
    Increasing,

    /// <summary>Epoch seconds within 30 s of the server's time ("Uses a time based nonce").</summary>
    TimeBased,
}
