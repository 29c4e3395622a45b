namespace RiskEngine.Core;

/// <summary>What an exchange wants of a key's nonces.</summary>
public abstract record NonceMode
{
    private const long Second = 1_000_000_000;
    private const long Millisecond = 1_000_000;

    private NonceMode() { }

    /// <summary>Nanoseconds in one step of the nonce at clock speed.</summary>
    internal abstract long NanosecondsPerStep { get; }

    /// <summary>One step as it stands in the nonce: 1, or a thousandth of it with its decimals.</summary>
    private protected virtual decimal Step => 1m;

    /// <summary>The nonce of so many steps since 1970.</summary>
    internal Nonce NonceOf(long steps) => new(steps * Step);

    /// <summary>The steps that a nonce is, whoever made it and in whatever unit: those whole ones that it has reached.</summary>
    internal long StepsOf(Nonce nonce) =>
        (long)Math.Clamp(decimal.Floor(nonce.Value / Step), long.MinValue, long.MaxValue);

    /// <summary>Each nonce is larger than every one before; where the clock stands does not matter to the exchange.</summary>
    /// <param name="Unit">The step at clock speed.</param>
    public sealed record Increasing(NonceUnit Unit) : NonceMode
    {
        internal override long NanosecondsPerStep => (long)Unit;
    }

    /// <summary>Epoch time near the exchange's clock (Gemini: within 30 s); the engine lets it rise as well.</summary>
    /// <param name="Unit">In what it counts.</param>
    public sealed record TimeBased(TimeNonceUnit Unit = TimeNonceUnit.Seconds) : NonceMode
    {
        internal override long NanosecondsPerStep =>
            Unit switch
            {
                TimeNonceUnit.Seconds => Second,
                TimeNonceUnit.Fractional or TimeNonceUnit.Milliseconds => Millisecond,
            };

        private protected override decimal Step => Unit == TimeNonceUnit.Fractional ? 0.001m : base.Step;
    }
}
