using System.Globalization;

namespace RiskEngine.Protocol;

/// <summary>Numbers the engagements of the kill switch; a later one has a higher number.</summary>
/// <param name="Value">1 for the first.</param>
public readonly record struct Epoch(long Value) : IComparable<Epoch>
{
    /// <inheritdoc/>
    public int CompareTo(Epoch other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the left epoch is the earlier one.</summary>
    public static bool operator <(Epoch left, Epoch right) => left.Value < right.Value;

    /// <summary>Whether the left epoch is the later one.</summary>
    public static bool operator >(Epoch left, Epoch right) => left.Value > right.Value;

    /// <summary>Whether the left epoch is not after the right one.</summary>
    public static bool operator <=(Epoch left, Epoch right) => left.Value <= right.Value;

    /// <summary>Whether the left epoch is not before the right one.</summary>
    public static bool operator >=(Epoch left, Epoch right) => left.Value >= right.Value;
}
