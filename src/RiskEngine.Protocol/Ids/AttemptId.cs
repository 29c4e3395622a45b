namespace RiskEngine.Protocol;

/// <summary>Numbers the requests that one guardian dispatches; it only rises, over restarts too.</summary>
/// <param name="Value">1 for the first request of a guardian in this process.</param>
public readonly record struct AttemptId(long Value) : IComparable<AttemptId>
{
    /// <inheritdoc/>
    public int CompareTo(AttemptId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => $"#{Value}";

    /// <summary>Whether the left request was dispatched before the right one.</summary>
    public static bool operator <(AttemptId left, AttemptId right) => left.Value < right.Value;

    /// <summary>Whether the left request was dispatched after the right one.</summary>
    public static bool operator >(AttemptId left, AttemptId right) => left.Value > right.Value;

    /// <summary>Whether the left request was dispatched before the right one, or is the same.</summary>
    public static bool operator <=(AttemptId left, AttemptId right) => left.Value <= right.Value;

    /// <summary>Whether the left request was dispatched after the right one, or is the same.</summary>
    public static bool operator >=(AttemptId left, AttemptId right) => left.Value >= right.Value;
}
