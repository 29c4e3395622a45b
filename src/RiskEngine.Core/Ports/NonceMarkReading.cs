namespace RiskEngine.Core;

/// <summary>What a store says of a session's nonces: one of the nested records.</summary>
public abstract record NonceMarkReading
{
    private NonceMarkReading() { }

    /// <summary>Proves that no nonce above the mark was ever reserved there.</summary>
    /// <param name="Mark">The highest nonce that may have been used with the session's key; null when none was reserved.</param>
    public sealed record Known(Nonce? Mark) : NonceMarkReading;

    /// <summary>The mark cannot be read.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : NonceMarkReading;
}
