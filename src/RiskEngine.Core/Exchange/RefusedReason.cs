namespace RiskEngine.Core;

/// <summary>Why an exchange refused a request for good. Each value proves that it was not executed.</summary>
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

    /// <summary>The answer was a redirect, which is never followed with signed headers.</summary>
    Redirected,

    /// <summary>The exchange refused for a reason that the engine does not know.</summary>
    Other,
}
