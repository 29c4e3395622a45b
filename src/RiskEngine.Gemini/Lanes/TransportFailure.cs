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
        var said = redactor.Reason("", failure.Message);
        return failure switch
        {
            // The shape that the handler gives its connect timeout, which it alone has.
            OperationCanceledException { InnerException: TimeoutException } => new ExchangeAnswer.NotSent(said),
            OperationCanceledException => new ExchangeAnswer.Unknown(UnknownReason.NoAnswer, said),
            HttpRequestException { HttpRequestError: var error } => error switch
            {
                HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError => new ExchangeAnswer.NotSent(said),
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
    }
}
