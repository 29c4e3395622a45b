using System.Globalization;

namespace RiskEngine.Protocol;

/// <summary>The number that an exchange takes once per key, each larger than the one before.</summary>
/// <param name="Value">In the unit of the key's nonce mode: a count since 1970-01-01 UTC.</param>
public readonly record struct Nonce(long Value) : IComparable<Nonce>
{
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
