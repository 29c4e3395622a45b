using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>Everything that is known to have been done to the kill switch: a set that only grows.</summary>
/// <remarks>
/// Two histories merge by union, so the order in which nodes hear of things, and how often, does not matter. An
/// engagement holds until enough people have reset exactly it; a reset of others, earlier or unseen, leaves it. What was
/// cleared long ago may be folded: then its name alone is remembered, and that it is cleared.
/// </remarks>
public sealed class KillSwitchHistory : IEquatable<KillSwitchHistory>
{
    /// <summary>Nothing was ever done.</summary>
    public static readonly KillSwitchHistory Empty = new([], HistoryIndex.Empty, EngagementIds.None);

    private readonly ImmutableHashSet<KillSwitchRecord> _records;
    private readonly HistoryIndex _index;
    private readonly EngagementIds _folded;
    private KillSwitchState? _byOnePerson;
    private KillSwitchState? _byTwoPeople;

    private KillSwitchHistory(ImmutableHashSet<KillSwitchRecord> records, HistoryIndex index, EngagementIds folded) =>
        (_records, _index, _folded) = (records, index, folded);

    /// <summary>How many records there are.</summary>
    public int Count => _records.Count;

    /// <summary>The records, in no particular order.</summary>
    public IReadOnlyCollection<KillSwitchRecord> Records => _records;

    /// <summary>The epoch of the next engagement: above all that are known here, of every scope.</summary>
    public Epoch NextEpoch => _index.Latest?.Next() ?? Epoch.First;

    /// <summary>How many engagements that were cleared are remembered by their names alone.</summary>
    internal int Folded => _folded.Count;

    /// <summary>How many ranges of numbers these names take in memory.</summary>
    internal int FoldedRanges => _folded.Ranges;

    /// <summary>How many engagements there are that no longer hold, but for those that are folded.</summary>
    /// <param name="approvals">How many different people it takes to clear an engagement.</param>
    internal int CountCleared(ResetApprovals approvals) =>
        Math.Max(0, _index.Engagements.Count - _index.Holding(approvals).Count);

    /// <summary>The history of these records.</summary>
    public static KillSwitchHistory Of(IEnumerable<KillSwitchRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return records.Aggregate(Empty, (history, record) => history.Add(record));
    }

    /// <summary>The history with one more record; with one that it has already, the same.</summary>
    public KillSwitchHistory Add(KillSwitchRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (_records.Contains(record) || IsFolded(record))
            return this;
        return new KillSwitchHistory(_records.Add(record), _index.With(record), _folded);
    }

    /// <summary>What either history knows: the larger one itself when it has it all. What one has folded stays folded.</summary>
    public KillSwitchHistory Merge(KillSwitchHistory other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other))
            return this;
        var isLess =
            other._folded.Count < _folded.Count
            || (other._folded.Count == _folded.Count && other._records.Count < _records.Count);
        var (more, less) = isLess ? (this, other) : (other, this);
        if (less._folded.Count > 0)
            more = more.Fold([.. less._folded.Where(x => !more._folded.Contains(x))], less);
        return less._records.Aggregate(more, (history, record) => history.Add(record));
    }

    /// <summary>What the other history lacks: what to send to a node that has it.</summary>
    public IReadOnlyCollection<KillSwitchRecord> Except(KillSwitchHistory other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(this, other)
            ? []
            : [.. _records.Where(x => !other._records.Contains(x) && !other.IsFolded(x))];
    }

    /// <summary>What holds; a record that this build does not know stops everything, whatever else is known.</summary>
    /// <param name="approvals">How many different people it takes to clear an engagement.</param>
    public KillSwitchState State(ResetApprovals approvals) =>
        _index.HasUnknown ? new KillSwitchState.Unreadable(KillSwitchUnreadableReason.NewerFormat) : Known(approvals);

    /// <summary>The resets that wait for another person, as far as their engagements still hold.</summary>
    /// <param name="approvals">How many different people it takes to clear an engagement.</param>
    /// <param name="now">The wall clock: whose time is over waits no more.</param>
    public ValueList<ResetApproval> Waiting(ResetApprovals approvals, DateTimeOffset now) =>
        _index
            .Holding(approvals)
            .Where(x => Find(x.Id) == x)
            .SelectMany(x => WaitingFor(x, now).Select(reset => new ResetApproval(x, reset.Person, reset.Reason)))
            .OrderBy(x => x.Engagement.Epoch)
            .ThenBy(x => x.ToString(), StringComparer.Ordinal)
            .ToValueList();

    /// <summary>How many resets wait for another person.</summary>
    internal int CountWaiting(ResetApprovals approvals, DateTimeOffset now) =>
        approvals == ResetApprovals.OnePerson
            ? 0
            : _index.Holding(approvals).SelectMany(x => WaitingFor(x, now)).Distinct().Count();

    /// <summary>Whether this person has asked for the engagement to be cleared, and that still counts.</summary>
    internal bool IsApprovedBy(Engagement engagement, RequestedBy.Person person, DateTimeOffset now) =>
        WaitingFor(engagement, now).Any(reset => IsOnePerson(reset.Person, person));

    /// <summary>The engagement of this name; null: none is known.</summary>
    internal Engagement? Find(EngagementId id) => _index.Engagements.GetValueOrDefault(id);

    /// <summary>Whether an engagement of this name was cleared so long ago that nothing else is known of it here.</summary>
    internal bool IsFolded(EngagementId id) => _folded.Contains(id);

    /// <summary>Whether a known engagement was not cleared yet.</summary>
    internal bool Holds(Engagement engagement, ResetApprovals approvals) =>
        Find(engagement.Id) == engagement && _index.Holding(approvals).Contains(engagement);

    /// <summary>Records in an order that is the same everywhere.</summary>
    internal static IEnumerable<KillSwitchRecord> InOrder(IEnumerable<KillSwitchRecord> records) =>
        records.OrderBy(x => x.Epoch).ThenBy(x => $"{x}", StringComparer.Ordinal);

    /// <summary>Whether the record is known.</summary>
    internal bool Has(KillSwitchRecord record) => _records.Contains(record) || IsFolded(record);

    /// <summary>The engagements that hold, of those that this build understands: the widest first.</summary>
    internal ValueList<Engagement> Holding(ResetApprovals approvals) =>
        Known(approvals) is KillSwitchState.Engaged engaged ? engaged.Engagements : [];

    /// <summary>Who wanted it cleared.</summary>
    internal IEnumerable<KillSwitchRecord.Reset> Resets(Engagement engagement) => _index.ResetsOf(engagement);

    /// <summary>
    /// The history without the details of what was cleared first, so that so many that are cleared remain. What holds is never
    /// folded.
    /// </summary>
    /// <param name="approvals">How many different people it takes to clear an engagement.</param>
    /// <param name="keep">How many that are cleared keep their details.</param>
    internal KillSwitchHistory Fold(ResetApprovals approvals, int keep)
    {
        var holding = _index.Holding(approvals);
        var cleared = _index
            .Engagements.Values.Where(x => !holding.Contains(x))
            .OrderBy(x => _index.ResetsOf(x).Max(reset => reset.At))
            .ThenBy(x => x.Epoch)
            .ThenBy(x => $"{x.Id}", StringComparer.Ordinal)
            .ToList();
        return cleared.Count <= keep ? this : Fold(cleared.Take(cleared.Count - keep).Select(x => x.Id).ToList(), this);
    }

    /// <summary>The same records, as if nothing had ever been folded: to be read again from the log.</summary>
    internal KillSwitchHistory Unfolded() => _folded.Count == 0 ? this : new(_records, _index, EngagementIds.None);

    private KillSwitchHistory Fold(IReadOnlyCollection<EngagementId> more, KillSwitchHistory source)
    {
        var (records, index, folded) = (_records, _index, _folded.Union(more));
        foreach (var id in more)
        {
            if ((Find(id) ?? source.Find(id)) is not { } engagement)
                continue;
            var resets = index.ResetsOf(engagement);
            index = index.Without(engagement);
            records = records
                .Remove(new KillSwitchRecord.Engage(engagement))
                .Except(resets.Where(reset => reset.Cleared.All(x => folded.Contains(x.Id))));
        }

        return new KillSwitchHistory(records, index, folded);
    }

    /// <summary>Whether it says nothing of what is not folded.</summary>
    private bool IsFolded(KillSwitchRecord record) =>
        _folded.Count > 0
        && record switch
        {
            KillSwitchRecord.Engage engage => _folded.Contains(engage.Engagement.Id),
            KillSwitchRecord.Reset reset => reset.Cleared.All(x => _folded.Contains(x.Id)),
            KillSwitchRecord.Unknown => false,
            _ => throw ClosedUnion.Unhandled(record),
        };

    private IEnumerable<KillSwitchRecord.Reset> WaitingFor(Engagement engagement, DateTimeOffset now) =>
        _index.ResetsOf(engagement).Where(reset => reset.Until is null || reset.Until >= now);

    private KillSwitchState Known(ResetApprovals approvals) =>
        approvals == ResetApprovals.OnePerson
            ? _byOnePerson ??= KillSwitchState.Of(_index.Holding(approvals))
            : _byTwoPeople ??= KillSwitchState.Of(_index.Holding(approvals));

    /// <summary>One person is one person, however they write their name.</summary>
    private static bool IsOnePerson(RequestedBy.Person one, RequestedBy.Person other) =>
        string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(KillSwitchHistory? other) =>
        other is not null && _records.SetEquals(other._records) && _folded.Equals(other._folded);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as KillSwitchHistory);

    /// <inheritdoc/>
    public override int GetHashCode() => _records.Aggregate(0, (hash, record) => hash ^ record.GetHashCode());
}
