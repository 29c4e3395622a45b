namespace RiskEngine.Core;

/// <summary>A repeatable source of small differences, so that many guardians do not retry in step.</summary>
/// <param name="State">Any number but zero; the same number gives the same differences.</param>
internal readonly record struct Jitter(ulong State)
{
    /// <summary>The next fraction, from 0 to below 1, and the source to use after it (xorshift, 64 bits).</summary>
    internal (double Fraction, Jitter After) Next()
    {
        var x = State;
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        return ((x >> 11) / (double)(1UL << 53), new Jitter(x));
    }

    internal static Jitter From(ulong seed) => new(seed == 0 ? 0x9E3779B97F4A7C15 : seed);
}
