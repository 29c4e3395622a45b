namespace RiskEngine.Gemini;

/// <summary>
/// The one table of Gemini's errors and of what each proves. Reasons are read first: Gemini's documentation and its
/// specification disagree on statuses. The status decides where there is no reason, or none that is known.
/// </summary>
/// <remarks>
/// Source: Gemini's REST API documentation, "Error Codes", and its OpenAPI specification. Not in either, but seen by
/// users: <c>RateLimit</c> beside "Too Many Requests", and 500 as plain text.
/// </remarks>
internal static class ErrorTable
{
    internal static Verdict Of(int status, string reason) => OfReason(reason) ?? OfStatus(status);

    private static Verdict? OfReason(string reason) =>
        reason switch
        {
            // 400: the nonce
            "InvalidNonce" => new Verdict.NonceRefused(),

            // 400: the configuration
            "MissingAccounts" or "InvalidAccountName" or "AccountClosed" => Refused(RefusedReason.Account),
            "EndpointMismatch" or "InvalidJson" or "MissingPayloadKey" or "MissingNonce" => Refused(
                RefusedReason.Malformed
            ),

            // 400 or 401: the credentials
            "MissingApikeyHeader" or "MissingPayloadHeader" or "MissingSignatureHeader" => Refused(
                RefusedReason.Credentials
            ),
            "InvalidSignature" or "InvalidApiKey" => Refused(RefusedReason.Credentials),

            // 403: the permissions
            "MissingRole" => Refused(RefusedReason.MissingRole),
            "ApiKeyIpFilteringFailure" or "RemoteAddressForbidden" => Refused(RefusedReason.AddressNotAllowed),

            // 404, 406: the target
            "EndpointNotFound" => Refused(RefusedReason.EndpointNotFound),
            "OrderNotFound" => Refused(RefusedReason.OrderNotFound),
            "InsufficientFunds" => Refused(RefusedReason.InsufficientFunds),

            // 429: the rate
            "RateLimit" or "Too Many Requests" => new Verdict.RateLimited(),

            // 500, 503: the exchange
            "System" or "Internal Server Error" => Unknown(UnknownReason.ExchangeFailed),
            "Maintenance" => Unknown(UnknownReason.ExchangeUnavailable),

            _ => null,
        };

    private static Verdict OfStatus(int status) =>
        status switch
        {
            >= 300 and < 400 => Refused(RefusedReason.Redirected),
            400 or 403 => Refused(RefusedReason.Other),
            401 => Refused(RefusedReason.Credentials),
            404 => Refused(RefusedReason.EndpointNotFound),
            406 => Refused(RefusedReason.InsufficientFunds),
            429 => new Verdict.RateLimited(),
            500 => Unknown(UnknownReason.ExchangeFailed),
            502 or 503 => Unknown(UnknownReason.ExchangeUnavailable),
            _ => Unknown(UnknownReason.UnreadableAnswer),
        };

    private static Verdict.Refused Refused(RefusedReason reason) => new(reason);

    private static Verdict.Unknown Unknown(UnknownReason reason) => new(reason);
}
