namespace RiskEngine.Core;

/// <summary>Why nobody can say whether a request was executed.</summary>
public enum UnknownReason
{
    /// <summary>No answer came in time.</summary>
    NoAnswer,

    /// <summary>The connection broke after the request may have been sent.</summary>
    ConnectionLost,

    /// <summary>The exchange failed (500).</summary>
    ExchangeFailed,

    /// <summary>The exchange or its front is unavailable (502, 503, maintenance).</summary>
    ExchangeUnavailable,

    /// <summary>The answer could not be read: not JSON, too large, of a wrong shape, or a status that proves nothing.</summary>
    UnreadableAnswer,

    /// <summary>The sender failed with the request out.</summary>
    SenderFailed,
}
