namespace RiskEngine.Protocol;

/// <summary>Makes <see cref="ValueList{T}"/> values; collection expressions go through here.</summary>
public static class ValueList
{
    /// <summary>A list of the given items, which are copied.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) =>
        items.IsEmpty ? ValueList<T>.Empty : new ValueList<T>(items.ToArray());

    /// <summary>A list of the given items, in the order in which they are enumerated.</summary>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items) =>
        items.ToArray() is { Length: > 0 } copy ? new ValueList<T>(copy) : ValueList<T>.Empty;
}
