namespace RiskEngine.Core;

/// <summary>What was wrong with a nonce.</summary>
public enum NonceRefusal
{
    /// <summary>The exchange has seen a nonce as high or higher.</summary>
    NotIncreased,

    /// <summary>The nonce is too far from the exchange's clock.</summary>
    OutsideWindow,

    /// <summary>The exchange did not say.</summary>
    Unspecified,
}
