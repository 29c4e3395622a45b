namespace RiskEngine.Protocol;

/// <summary>Give me one nonce of this session's key, for an order request that I send myself.</summary>
/// <remarks>
/// Answered with exactly one <see cref="NonceLeaseOutcome"/>. Every request that the guardian sends afterwards has a
/// higher nonce, so on an increasing key a cancel fences off a leased request that arrives after it. On a time-based
/// key nothing does: there, no cancel proves that the session has no open orders for as long as the exchange would take the leased nonce.
/// A command sent again gets the same nonce again. One lease is one request of the rate budget.
/// </remarks>
/// <param name="Session">The session whose key signs.</param>
/// <param name="Id">The command's own id, chosen by the sender.</param>
/// <param name="Strategy">The strategy that sends it.</param>
public sealed record LeaseNonce(SessionKey Session, CommandId Id, StrategyId Strategy) : ISessionMessage;
