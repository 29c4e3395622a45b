using System.Collections;
using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>Names of engagements, as ranges of numbers: those that one run of an engine made one after the other take no more room than two.</summary>
internal sealed class EngagementIds : IReadOnlyCollection<EngagementId>, IEquatable<EngagementIds>
{
    internal static readonly EngagementIds None = new(
        ImmutableDictionary<(NodeName, EngineRunId), ImmutableSortedSet<Range>>.Empty,
        0
    );

    private readonly ImmutableDictionary<(NodeName Node, EngineRunId Run), ImmutableSortedSet<Range>> _ranges;

    private EngagementIds(
        ImmutableDictionary<(NodeName Node, EngineRunId Run), ImmutableSortedSet<Range>> ranges,
        int count
    ) => (_ranges, Count) = (ranges, count);

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>How many ranges they take.</summary>
    internal int Ranges => _ranges.Values.Sum(x => x.Count);

    internal bool Contains(EngagementId id) =>
        _ranges.TryGetValue((id.Node, id.Run), out var ranges)
        && Before(ranges, id.Number) is { } at
        && at.Last >= id.Number;

    internal EngagementIds Add(EngagementId id)
    {
        if (Contains(id))
            return this;
        var key = (id.Node, id.Run);
        var ranges = _ranges.GetValueOrDefault(key) ?? [];
        var added = new Range(id.Number, id.Number);
        if (Before(ranges, id.Number) is { } before && before.Last == id.Number - 1)
            (ranges, added) = (ranges.Remove(before), added with { First = before.First });
        if (id.Number < long.MaxValue && Before(ranges, id.Number + 1) is { } after && after.First == id.Number + 1)
            (ranges, added) = (ranges.Remove(after), added with { Last = after.Last });
        return new EngagementIds(_ranges.SetItem(key, ranges.Add(added)), Count + 1);
    }

    internal EngagementIds Union(IEnumerable<EngagementId> ids) => ids.Aggregate(this, (all, id) => all.Add(id));

    /// <inheritdoc/>
    public IEnumerator<EngagementId> GetEnumerator()
    {
        foreach (var ((node, run), ranges) in _ranges)
        foreach (var (first, last) in ranges)
            for (var i = 0L; i <= last - first; i++)
                yield return new EngagementId(node, run, first + i);
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(EngagementIds? other) =>
        other is not null
        && Count == other.Count
        && _ranges.Count == other._ranges.Count
        && _ranges.All(x => other._ranges.TryGetValue(x.Key, out var ranges) && x.Value.SetEquals(ranges));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EngagementIds);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    /// <summary>The last range that begins at a number or before it; null: there is none.</summary>
    private static Range? Before(ImmutableSortedSet<Range> ranges, long number)
    {
        var at = ranges.IndexOf(new Range(number, long.MaxValue));
        var index = at >= 0 ? at : ~at - 1;
        return index < 0 ? null : ranges[index];
    }

    /// <summary>Numbers without a gap.</summary>
    private readonly record struct Range(long First, long Last) : IComparable<Range>
    {
        public int CompareTo(Range other) =>
            First.CompareTo(other.First) is not 0 and var first ? first : Last.CompareTo(other.Last);
    }
}
