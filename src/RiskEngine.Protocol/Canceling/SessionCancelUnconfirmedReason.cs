namespace RiskEngine.Protocol;

/// <summary>What is missing from the proof that the orders are gone. None of these proves that they are live, either.</summary>
public enum SessionCancelUnconfirmedReason
{
    /// <summary>The request was sent and no answer came in time. It may have been executed.</summary>
    NoAnswer,

    /// <summary>The connection broke after the request may have been sent. It may have been executed.</summary>
    ConnectionLost,

    /// <summary>
    /// A page, an empty body, a redirect or a bare status came, and never an answer of the exchange: a front, a proxy or a
    /// wrong base address. It may have been executed.
    /// </summary>
    NotTheExchange,

    /// <summary>The exchange answered with an error of its own. It may have been executed.</summary>
    ExchangeFailed,

    /// <summary>The exchange said that it is in maintenance. It may have been executed.</summary>
    ExchangeUnavailable,

    /// <summary>An answer came that could not be read. It may have been executed.</summary>
    UnreadableAnswer,

    /// <summary>An answer came that was longer than the configured limit. It may have been executed.</summary>
    AnswerTooLong,

    /// <summary>No connection could be made. Proves that no request reached the exchange: the orders are as they were.</summary>
    Unreachable,

    /// <summary>The sender failed with a request out. It may have been executed.</summary>
    SenderFailed,

    /// <summary>The engine stopped with a request out. It may have been executed.</summary>
    EngineStopped,

    /// <summary>The exchange accepted, but until the deadline nobody could read that no order is open.</summary>
    NotVerified,

    /// <summary>The exchange accepted, but until the deadline its list of open orders was longer than the configured limit.</summary>
    OpenOrdersTooLong,

    /// <summary>The exchange accepted, but until the deadline its list of open orders, or an entry of it, could not be read.</summary>
    OpenOrdersUnreadable,

    /// <summary>Another node runs the session. It was asked, or may have been, and no answer came. It may have sent a request.</summary>
    NodeSilent,

    /// <summary>
    /// The exchange accepted, but an order request that had left before may still be executed, until
    /// <see cref="SessionCancelUnconfirmed.OrderMayLandUntil"/>: on a time-based key no cancel overtakes it for good.
    /// </summary>
    OrderMayLand,
}
