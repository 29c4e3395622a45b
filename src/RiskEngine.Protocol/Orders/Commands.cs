namespace RiskEngine.Protocol;

/// <summary>Send one private request through the session's guardian: order entry, or a query that needs the key.</summary>
/// <remarks>
/// Requests go out one at a time in the order of arrival, with rising nonces. Answered with exactly one
/// <see cref="PrivateRequestOutcome"/>. Never sent twice: an order whose answer is lost is reported, not repeated.
/// </remarks>
/// <param name="Session">The session whose key signs.</param>
/// <param name="Id">The command's own id, chosen by the sender.</param>
/// <param name="Strategy">The strategy that sends it.</param>
/// <param name="Endpoint">The exchange's path.</param>
/// <param name="Fields">The payload's fields besides path, nonce and account.</param>
public sealed record SubmitPrivateRequest(
    SessionKey Session,
    CommandId Id,
    StrategyId Strategy,
    PrivateEndpoint Endpoint,
    RequestFields Fields
) : ISessionMessage;
