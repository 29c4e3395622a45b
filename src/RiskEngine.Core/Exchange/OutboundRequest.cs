namespace RiskEngine.Core;

/// <summary>A request with all that one dispatch needs; it is sent at most once, and a further try is another request.</summary>
/// <param name="Attempt">The dispatch's number; the answer carries it back.</param>
/// <param name="Nonce">The nonce, which no other request of the key has. Credentials without nonces leave it out.</param>
/// <param name="Lane">The way it takes.</param>
/// <param name="Request">What is asked.</param>
public sealed record OutboundRequest(AttemptId Attempt, Nonce Nonce, Lane Lane, ExchangeRequest Request);
