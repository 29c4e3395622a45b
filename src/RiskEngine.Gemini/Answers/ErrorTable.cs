using System.Collections.Frozen;

namespace RiskEngine.Gemini;

/// <summary>
/// The one table of Gemini's reasons and of what each proves, whatever the status: Gemini's documentation and its
/// specification disagree on statuses. Letters' case and word separators do not matter.
/// </summary>
/// <remarks>
/// Source: Gemini's REST API documentation, "Error Codes", its OpenAPI specification, conformance fixtures and Go SDK. Not in
/// any, but seen by users: <c>RateLimit</c> beside "Too Many Requests".
/// </remarks>
internal static class ErrorTable
{
    /// <summary>Reasons of Gemini's own.</summary>
    private static readonly FrozenDictionary<string, Verdict> Reasons = new Dictionary<string, Verdict>
    {
        // 400: the nonce
        ["InvalidNonce"] = new Verdict.NonceRefused(),
        ["BadNonce"] = new Verdict.NonceRefused(),
        ["GenericNonceError"] = new Verdict.NonceRefused(),

        // 400: the configuration
        ["MissingAccounts"] = Refused(RefusedReason.Account),
        ["InvalidAccountName"] = Refused(RefusedReason.Account),
        ["AccountClosed"] = Refused(RefusedReason.Account),
        ["AccountNotOfTypeRequired"] = Refused(RefusedReason.Account),
        ["MustAcceptTerms"] = Refused(RefusedReason.TermsNotAccepted),
        ["TermsNotAccepted"] = Refused(RefusedReason.TermsNotAccepted),
        ["EndpointMismatch"] = Refused(RefusedReason.Malformed),
        ["InvalidJson"] = Refused(RefusedReason.Malformed),
        ["MissingPayloadKey"] = Refused(RefusedReason.Malformed),
        ["MissingNonce"] = Refused(RefusedReason.Malformed),

        // 400 or 401: the credentials
        ["MissingApikeyHeader"] = Refused(RefusedReason.Credentials),
        ["MissingPayloadHeader"] = Refused(RefusedReason.Credentials),
        ["MissingSignatureHeader"] = Refused(RefusedReason.Credentials),
        ["InvalidSignature"] = Refused(RefusedReason.Credentials),
        ["InvalidApiKey"] = Refused(RefusedReason.Credentials),

        // 403: the permissions
        ["MissingRole"] = Refused(RefusedReason.MissingRole),
        ["ApiKeyIpFilteringFailure"] = Refused(RefusedReason.AddressNotAllowed),
        ["RemoteAddressForbidden"] = Refused(RefusedReason.AddressNotAllowed),

        // 400, 404, 406: the target
        ["EndpointNotFound"] = Refused(RefusedReason.EndpointNotFound),
        ["OrderNotFound"] = Refused(RefusedReason.OrderNotFound),
        ["NoSuchOrder"] = Refused(RefusedReason.OrderNotFound),
        ["InsufficientFunds"] = Refused(RefusedReason.InsufficientFunds),
        ["MarketClosed"] = Refused(RefusedReason.MarketClosed),
        ["TradingClosed"] = Refused(RefusedReason.MarketClosed),

        // 400, 403, 429: the rate
        ["RateLimit"] = new Verdict.RateLimited(),
        ["UsageLimit"] = new Verdict.RateLimited(),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reasons that any front might give too: Gemini's only where the body has Gemini's shape.</summary>
    private static readonly FrozenDictionary<string, Verdict> CommonReasons = new Dictionary<string, Verdict>
    {
        ["TooManyRequests"] = new Verdict.RateLimited(),

        // 500, 503: the exchange
        ["System"] = Unknown(UnknownReason.ExchangeFailed),
        ["InternalServerError"] = Unknown(UnknownReason.ExchangeFailed),
        ["Maintenance"] = Unknown(UnknownReason.ExchangeUnavailable),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null: nobody can tell that the exchange spoke.</summary>
    internal static Verdict? Of(int status, ErrorBody? error)
    {
        if (error is null)
            return null;
        var reason = Plain(error.Code);
        if (Reasons.GetValueOrDefault(reason) is { } own)
            return own;
        if (!error.HasExchangesShape)
            return null;
        if (CommonReasons.GetValueOrDefault(reason) is { } common)
            return common;
        return NonceRefusalText.IsOne(error.Message ?? "") ? new Verdict.NonceRefused() : OfUnknownReason(status);
    }

    /// <summary>The exchange's words, and a reason that is not in the table: the status tells whether it refused.</summary>
    private static Verdict OfUnknownReason(int status) =>
        status switch
        {
            429 => new Verdict.RateLimited(),
            >= 400 and < 500 => Refused(RefusedReason.Other),
            >= 500 => Unknown(UnknownReason.ExchangeFailed),
            _ => Unknown(UnknownReason.UnreadableAnswer),
        };

    private static string Plain(string reason) =>
        reason
            .Replace("_", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal);

    private static Verdict.Refused Refused(RefusedReason reason) => new(reason);

    private static Verdict.Unknown Unknown(UnknownReason reason) => new(reason);
}
