namespace RiskEngine.Core;

/// <summary>What an exchange wants of a key's nonces.</summary>
public abstract record NonceMode
{
    private NonceMode() { }

    /// <summary>Nanoseconds in one step of the nonce at clock speed.</summary>
    internal abstract long NanosecondsPerStep { get; }

    /// <summary>Each nonce is larger than every one before; where the clock stands does not matter to the exchange.</summary>
    /// <param name="Unit">The step at clock speed.</param>
    public sealed record Increasing(NonceUnit Unit) : NonceMode
    {
        internal override long NanosecondsPerStep => (long)Unit;
    }

    /// <summary>Epoch seconds near the exchange's clock (Gemini: within 30 s); the engine lets them rise as well.</summary>
    public sealed record TimeBased : NonceMode
    {
        internal override long NanosecondsPerStep => 1_000_000_000;
    }
}
