namespace RiskEngine.Core;

/// <summary>Why an exchange refused a request, in its own words. Each value proves that it was not executed.</summary>
public enum RefusedReason
{
    /// <summary>Key, signature or token was refused.</summary>
    Credentials,

    /// <summary>The key lacks the role or scope.</summary>
    MissingRole,

    /// <summary>The key may not be used from this address.</summary>
    AddressNotAllowed,

    /// <summary>The account is missing, unknown or closed.</summary>
    Account,

    /// <summary>The request made no sense to the exchange.</summary>
    Malformed,

    /// <summary>The exchange does not know the endpoint.</summary>
    EndpointNotFound,

    /// <summary>The exchange does not know the order.</summary>
    OrderNotFound,

    /// <summary>The account cannot pay for the order.</summary>
    InsufficientFunds,

    /// <summary>The account has to accept terms first.</summary>
    TermsNotAccepted,

    /// <summary>The market takes nothing now; it may take the same request later.</summary>
    MarketClosed,

    /// <summary>The exchange refused, in its own words, for a reason that the engine does not know.</summary>
    Other,
}
