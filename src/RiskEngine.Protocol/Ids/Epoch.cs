using System.Globalization;

namespace RiskEngine.Protocol;

/// <summary>Orders what is done to the kill switch: an engagement has a higher epoch than all that its node had seen before.</summary>
/// <remarks>
/// For people, who count. Two nodes that do not see each other may give the same epoch, and a node that has forgotten all
/// begins again; <see cref="EngagementId"/> tells such engagements apart.
/// </remarks>
public sealed record Epoch : IComparable<Epoch>
{
    /// <summary>The lowest epoch.</summary>
    public static readonly Epoch First = new(1);

    /// <summary>The highest epoch: what every reader of JSON still reads exactly.</summary>
    public const long Limit = (1L << 53) - 1;

    /// <summary>The epoch of the given number.</summary>
    /// <param name="value">1 to 2^53 - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range.</exception>
    public Epoch(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Limit);
        Value = value;
    }

    /// <summary>The number.</summary>
    public long Value { get; }

    /// <summary>The epoch after this one. The highest stays: an engagement is never refused for want of a number.</summary>
    public Epoch Next() => Value == Limit ? this : new Epoch(Value + 1);

    /// <inheritdoc/>
    public int CompareTo(Epoch? other) => other is null ? 1 : Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the left epoch is the lower one.</summary>
    public static bool operator <(Epoch left, Epoch right) => left.Value < right.Value;

    /// <summary>Whether the left epoch is the higher one.</summary>
    public static bool operator >(Epoch left, Epoch right) => left.Value > right.Value;

    /// <summary>Whether the left epoch is not above the right one.</summary>
    public static bool operator <=(Epoch left, Epoch right) => left.Value <= right.Value;

    /// <summary>Whether the left epoch is not below the right one.</summary>
    public static bool operator >=(Epoch left, Epoch right) => left.Value >= right.Value;
}
