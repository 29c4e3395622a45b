namespace RiskEngine.Protocol;

/// <summary>
/// Published when the exchange accepted a session-wide cancel after nobody waited for it any more: it had been given
/// up, or every command that it was sent for had been answered. No answer is changed by it.
/// </summary>
/// <remarks>
/// Proves that the request was executed at some time between its dispatch and now, so orders placed meanwhile may have
/// gone with it; does not prove that nothing is left. A command answered <see cref="SessionCancelUnconfirmed"/> for
/// this request's silence may be sent again for a proof.
/// </remarks>
/// <param name="Session">The session.</param>
/// <param name="Attempt">The request's number, as in the effort of the commands that it was sent for.</param>
/// <param name="Nonce">The request's nonce.</param>
/// <param name="Canceled">The orders that the exchange says it canceled.</param>
/// <param name="Rejects">The orders that the exchange says it did not cancel.</param>
public sealed record LateAcceptance(
    SessionKey Session,
    AttemptId Attempt,
    Nonce Nonce,
    ValueList<OrderId> Canceled,
    ValueList<OrderId> Rejects
) : ISessionMessage;
