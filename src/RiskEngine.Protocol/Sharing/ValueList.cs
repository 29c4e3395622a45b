using System.Collections;
using System.Runtime.CompilerServices;

namespace RiskEngine.Protocol;

/// <summary>An immutable list that equals another list with the same items in the same order.</summary>
/// <remarks>
/// Messages are compared by value; the framework's immutable collections compare by reference. A list may be the beginning
/// of a longer one, since no message is longer than <see cref="MessageSize.Limit"/>: then <see cref="Total"/> is how many
/// there are, and never <see cref="Count"/>.
/// </remarks>
/// <typeparam name="T">The items, themselves immutable.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T> : IReadOnlyList<T>, IPartOfList, IEquatable<ValueList<T>>
{
    /// <summary>The list without items.</summary>
    public static readonly ValueList<T> Empty = new([]);

    /// <summary>How many items a log line names.</summary>
    private const int Shown = 64;

    private readonly T[] _items;

    internal ValueList(T[] items, int omitted = 0) => (_items, Omitted) = (items, omitted);

    /// <summary>The items that are here; of how many, says <see cref="Total"/>.</summary>
    public int Count => _items.Length;

    /// <summary>How many further items the whole list has that are left out here; zero: this is all of it.</summary>
    public int Omitted { get; }

    /// <summary>How many items the whole list has.</summary>
    public int Total => Count + Omitted;

    /// <summary>The beginning of the list, which knows how long the whole one is.</summary>
    /// <param name="count">How many items to keep at most; not below zero.</param>
    public ValueList<T> First(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count >= Count ? this : new ValueList<T>(_items[..count], Total - count);
    }

    /// <summary>The same items as the beginning of a list that has so many more.</summary>
    /// <param name="omitted">How many are left out; not below zero.</param>
    public ValueList<T> WithOmitted(int omitted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(omitted);
        return omitted == Omitted ? this : new ValueList<T>(_items, omitted);
    }

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public bool Equals(ValueList<T>? other) =>
        other is not null && Omitted == other.Omitted && _items.AsSpan().SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items)
            hash.Add(item);
        hash.Add(Omitted);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The first items, separated by commas, in brackets; how many more there are is said.</summary>
    public override string ToString()
    {
        var shown = string.Join(", ", _items.Take(Shown));
        var more = Total - Math.Min(Count, Shown);
        return more == 0 ? $"[{shown}]" : $"[{shown}{(shown.Length == 0 ? "" : ", ")}and {more} more]";
    }
}

/// <summary>A list that may be the beginning of a longer one, whatever its items are.</summary>
public interface IPartOfList
{
    /// <summary>How many further items the whole list has that are left out here; zero: this is all of it.</summary>
    int Omitted { get; }
}
