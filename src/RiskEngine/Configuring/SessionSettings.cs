namespace RiskEngine;

/// <summary>One session as it is to run.</summary>
/// <param name="Exchange">What the exchange's project needs.</param>
/// <param name="Limits">What the guardian's rules obey.</param>
/// <param name="NonceMode">What the exchange wants of the key's nonces.</param>
/// <param name="NonceLimits">How far the nonces may lead the exchange's clock.</param>
public sealed record SessionSettings(
    ExchangeSession Exchange,
    GuardianLimits Limits,
    NonceMode NonceMode,
    NonceLimits NonceLimits
)
{
    /// <summary>Whether the session is canceled when the system shuts down.</summary>
    public bool CancelOnStop { get; init; }

    /// <summary>The session.</summary>
    public SessionKey Key => Exchange.Key;
}
