using System.Globalization;

namespace RiskEngine.Protocol;

/// <summary>The exchange's own id of an order, as text: exchanges use numbers, UUIDs and words.</summary>
/// <remarks>Two ids are equal when their texts are. For display a shorter id comes first, so that numbers stand in their order.</remarks>
public sealed record OrderId : IComparable<OrderId>
{
    /// <summary>The most characters that an id may have.</summary>
    public const int LongestText = 64;

    /// <summary>Takes the id as the exchange wrote it.</summary>
    /// <param name="value">1 to <see cref="LongestText"/> printable ASCII characters without white space.</param>
    /// <exception cref="ArgumentException">The text is not such an id.</exception>
    public OrderId(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!IsId(value))
            throw new ArgumentException(
                $"An order id must be 1 to {LongestText} printable ASCII characters without white space.",
                nameof(value)
            );
        Value = value;
    }

    /// <summary>Takes the id of an exchange that numbers its orders. All 64 bits count.</summary>
    /// <param name="number">The number.</param>
    public OrderId(ulong number) => Value = number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The id as text.</summary>
    public string Value { get; }

    /// <summary>Whether the text can be an order id.</summary>
    public static bool IsId(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length is > 0 and <= LongestText && !value.AsSpan().ContainsAnyExceptInRange('!', '~');
    }

    /// <inheritdoc/>
    public int CompareTo(OrderId? other) =>
        other is null ? 1
        : Value.Length != other.Value.Length ? Value.Length.CompareTo(other.Value.Length)
        : string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Whether the left id comes first.</summary>
    public static bool operator <(OrderId left, OrderId right) => Compare(left, right) < 0;

    /// <summary>Whether the right id comes first.</summary>
    public static bool operator >(OrderId left, OrderId right) => Compare(left, right) > 0;

    /// <summary>Whether the right id does not come first.</summary>
    public static bool operator <=(OrderId left, OrderId right) => Compare(left, right) <= 0;

    /// <summary>Whether the left id does not come first.</summary>
    public static bool operator >=(OrderId left, OrderId right) => Compare(left, right) >= 0;

    private static int Compare(OrderId left, OrderId right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.CompareTo(right);
    }
}
