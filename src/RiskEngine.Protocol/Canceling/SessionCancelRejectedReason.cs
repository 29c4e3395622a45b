namespace RiskEngine.Protocol;

/// <summary>Why the exchange refused a cancel. Each value proves that no request of the command was executed.</summary>
public enum SessionCancelRejectedReason
{
    /// <summary>Key, signature or token was refused. Proves that nothing can be canceled with these credentials.</summary>
    Credentials,

    /// <summary>The key lacks the role or scope. Proves that this key can never cancel until it is given the role.</summary>
    MissingRole,

    /// <summary>The exchange does not take this key from this address. Proves that the address is not on the key's list.</summary>
    AddressNotAllowed,

    /// <summary>The account is missing, unknown or closed. Proves a wrong <c>account</c> setting.</summary>
    Account,

    /// <summary>The exchange could not make sense of the request. Proves a defect of the engine or a change of the exchange.</summary>
    Malformed,

    /// <summary>The exchange does not know the endpoint. Proves a wrong base address or a change of the exchange.</summary>
    EndpointNotFound,

    /// <summary>The account has to accept the exchange's terms first. Proves that nothing can be canceled with this key until it has.</summary>
    TermsNotAccepted,

    /// <summary>The market was closed until the deadline. Proves that the exchange took no cancel meanwhile.</summary>
    MarketClosed,

    /// <summary>Every nonce was refused until the deadline. Proves that the key wants another nonce mode, or that another process uses it.</summary>
    Nonce,

    /// <summary>The rate limit held until the deadline. Proves that too much is sent with this key or from this address.</summary>
    RateLimited,

    /// <summary>The exchange gave, twice, a reason that the engine does not know. Proves only that it refused.</summary>
    Other,
}
