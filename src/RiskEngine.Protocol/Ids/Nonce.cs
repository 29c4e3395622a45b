using System.Globalization;

namespace RiskEngine.Protocol;

/// <summary>The number that an exchange takes once per key, each larger than the one before: exact, with its decimals.</summary>
/// <remarks>Compared by value, as the exchange does; its text has as many decimals as it was made with, which is how it is sent.</remarks>
public readonly record struct Nonce : IComparable<Nonce>
{
    /// <summary>The most decimals that a nonce may have.</summary>
    public const int MostDecimals = 9;

    /// <summary>Takes the number.</summary>
    /// <param name="value">A signed 64-bit number, with at most <see cref="MostDecimals"/> decimals.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range, or has more decimals.</exception>
    public Nonce(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, long.MinValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, long.MaxValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Scale, MostDecimals, nameof(value));
        Value = value;
    }

    /// <summary>In the unit of the key's nonce mode: a count since 1970-01-01 UTC.</summary>
    public decimal Value { get; }

    /// <inheritdoc/>
    public int CompareTo(Nonce other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the left nonce is the lower one.</summary>
    public static bool operator <(Nonce left, Nonce right) => left.Value < right.Value;

    /// <summary>Whether the left nonce is the higher one.</summary>
    public static bool operator >(Nonce left, Nonce right) => left.Value > right.Value;

    /// <summary>Whether the left nonce is not above the right one.</summary>
    public static bool operator <=(Nonce left, Nonce right) => left.Value <= right.Value;

    /// <summary>Whether the left nonce is not below the right one.</summary>
    public static bool operator >=(Nonce left, Nonce right) => left.Value >= right.Value;
}
