namespace RiskEngine.Core;

/// <summary>Whose fault it was that a cancel has no proof.</summary>
internal static class OwnFaults
{
    /// <summary>Whether it was the engine that could not go on, and not the exchange: then it is worth another try.</summary>
    internal static bool Is(SessionCancelOutcome outcome) =>
        outcome switch
        {
            SessionCancelDenied => true,
            SessionCancelUnconfirmed unconfirmed => Is(unconfirmed.Reason),
            SessionCanceled or SessionCancelPartial or SessionCancelRejected => false,
            _ => throw ClosedUnion.Unhandled(outcome),
        };

    private static bool Is(SessionCancelUnconfirmedReason reason) =>
        reason switch
        {
            SessionCancelUnconfirmedReason.SenderFailed or SessionCancelUnconfirmedReason.EngineStopped => true,
            SessionCancelUnconfirmedReason.NoAnswer
            or SessionCancelUnconfirmedReason.ConnectionLost
            or SessionCancelUnconfirmedReason.NotTheExchange
            or SessionCancelUnconfirmedReason.ExchangeFailed
            or SessionCancelUnconfirmedReason.ExchangeUnavailable
            or SessionCancelUnconfirmedReason.UnreadableAnswer
            or SessionCancelUnconfirmedReason.AnswerTooLong
            or SessionCancelUnconfirmedReason.Unreachable
            or SessionCancelUnconfirmedReason.NotVerified
            or SessionCancelUnconfirmedReason.OpenOrdersTooLong
            or SessionCancelUnconfirmedReason.OpenOrdersUnreadable
            or SessionCancelUnconfirmedReason.NodeSilent
            or SessionCancelUnconfirmedReason.OrderMayLand => false,
        };
}
