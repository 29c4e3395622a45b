namespace RiskEngine.Core;

/// <summary>All that an exchange's own project needs to open the way for one session.</summary>
/// <param name="Key">The session.</param>
/// <param name="RestBaseAddress">Where requests go.</param>
/// <param name="RequestTimeout">From dispatch to the answer's last byte.</param>
/// <param name="ConnectTimeout">For making a connection, within <paramref name="RequestTimeout"/>.</param>
/// <param name="MaxAnswerBytes">The longest answer that is read.</param>
/// <param name="NonceJson">How a nonce is written.</param>
/// <param name="Credentials">What the session proves itself with.</param>
public sealed record ExchangeSession(
    SessionKey Key,
    Uri RestBaseAddress,
    TimeSpan RequestTimeout,
    TimeSpan ConnectTimeout,
    int MaxAnswerBytes,
    NonceJson NonceJson,
    SessionCredentials Credentials
)
{
    /// <summary>Whether the exchange's order history may be asked, which not every one is known to offer.</summary>
    public bool ReadsOrderHistory { get; init; }

    /// <summary>Which orders a fresh list of open orders is taken to know.</summary>
    public WholeLists WholeLists { get; init; } = WholeLists.Spot;
}
