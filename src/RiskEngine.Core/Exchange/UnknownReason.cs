namespace RiskEngine.Core;

/// <summary>Why nobody can say whether a request was executed.</summary>
public enum UnknownReason
{
    /// <summary>No answer came in time.</summary>
    NoAnswer,

    /// <summary>The connection broke after the request may have been sent.</summary>
    ConnectionLost,

    /// <summary>The exchange said that it failed.</summary>
    ExchangeFailed,

    /// <summary>The exchange said that it is in maintenance.</summary>
    ExchangeUnavailable,

    /// <summary>The answer to an accepted request could not be read: not JSON, or of a wrong shape.</summary>
    UnreadableAnswer,

    /// <summary>The answer was longer than the configured limit.</summary>
    AnswerTooLong,

    /// <summary>
    /// A page, an empty body, a redirect or a bare status came, from something between us and the exchange: nobody's word
    /// on the request.
    /// </summary>
    NotTheExchange,

    /// <summary>The sender failed with the request out.</summary>
    SenderFailed,
}

internal static class UnknownReasons
{
    /// <summary>Whether the exchange took the request, and what it answered could not be read: asked again it may say the same.</summary>
    internal static bool IsOfReading(this UnknownReason reason) =>
        reason switch
        {
            UnknownReason.UnreadableAnswer or UnknownReason.AnswerTooLong => true,
            UnknownReason.NoAnswer
            or UnknownReason.ConnectionLost
            or UnknownReason.ExchangeFailed
            or UnknownReason.ExchangeUnavailable
            or UnknownReason.NotTheExchange
            or UnknownReason.SenderFailed => false,
        };
}
