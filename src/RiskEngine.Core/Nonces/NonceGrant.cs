namespace RiskEngine.Core;

/// <summary>What asking for a nonce came to.</summary>
public abstract record NonceGrant
{
    private NonceGrant() { }

    /// <summary>Here it is.</summary>
    /// <param name="Nonce">Higher than every one that the sequence gave before.</param>
    /// <param name="After">The sequence to ask next time.</param>
    public sealed record Minted(Nonce Nonce, NonceSequence After) : NonceGrant;

    /// <summary>The next one would lead the clock by more than it may.</summary>
    /// <param name="RetryAfter">When the clock will have caught up; above zero.</param>
    public sealed record Exhausted(TimeSpan RetryAfter) : NonceGrant;
}
