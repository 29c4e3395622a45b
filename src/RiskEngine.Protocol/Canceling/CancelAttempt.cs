namespace RiskEngine.Protocol;

/// <summary>One cancel request on its way to the exchange and back.</summary>
/// <param name="Id">The attempt's number.</param>
/// <param name="Nonce">The nonce that it was sent with; no other request of the key has it.</param>
/// <param name="Result">What became of it.</param>
public sealed record CancelAttempt(AttemptId Id, Nonce Nonce, AttemptResult Result);
