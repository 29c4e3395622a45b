namespace RiskEngine.Gemini;

/// <summary>Reads what a broken exchange of bytes proves.</summary>
internal static class TransportFailure
{
    /// <summary>Whether a network, or the gateway's own end, may do this. Anything else is a defect.</summary>
    internal static bool IsExpected(Exception failure, bool gaveUp) =>
        failure is HttpRequestException or IOException or OperationCanceledException
        || (gaveUp && failure is ObjectDisposedException);

    /// <param name="failure">What was thrown.</param>
    /// <param name="gaveUp">Whether the caller, the timeout or the gateway's end had stopped the request by then.</param>
    /// <param name="redactor">Cleans what is said.</param>
    internal static ExchangeAnswer Read(Exception failure, bool gaveUp, Redactor redactor)
    {
        if (gaveUp)
            return new ExchangeAnswer.Unknown(UnknownReason.NoAnswer, new ExchangeReason("", "no answer in time"));
        var said = redactor.Reason("", TextOf(failure));
        return failure switch
        {
            // The shape that the handler gives its connect timeout, which it alone has.
            OperationCanceledException { InnerException: TimeoutException } => NotSent(NotSentReason.ConnectTimeout),
            OperationCanceledException => new ExchangeAnswer.Unknown(UnknownReason.NoAnswer, said),
            HttpRequestException { HttpRequestError: var error } => error switch
            {
                HttpRequestError.NameResolutionError => NotSent(NotSentReason.NameNotResolved),
                HttpRequestError.ConnectionError => NotSent(NotSentReason.NotConnected),
                HttpRequestError.SecureConnectionError => NotSent(NotSentReason.TlsFailed),
                HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded =>
                    new ExchangeAnswer.Unknown(UnknownReason.UnreadableAnswer, said),
                _ => new ExchangeAnswer.Unknown(UnknownReason.ConnectionLost, said),
            },
            HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } => new ExchangeAnswer.Unknown(
                UnknownReason.UnreadableAnswer,
                said
            ),
            _ => new ExchangeAnswer.Unknown(UnknownReason.ConnectionLost, said),
        };

        ExchangeAnswer.NotSent NotSent(NotSentReason reason) => new(said) { Reason = reason };
    }

    /// <summary>
    /// What went wrong, with its cause: of a failed TLS handshake the outermost text says only that it failed, and the next
    /// says which certificate or version is to blame.
    /// </summary>
    private static string TextOf(Exception failure) =>
        failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            ? $"TLS failed: {Innermost(failure).Message}"
            : failure.Message;

    private static Exception Innermost(Exception failure)
    {
        while (failure.InnerException is { } inner)
            failure = inner;
        return failure;
    }
}
