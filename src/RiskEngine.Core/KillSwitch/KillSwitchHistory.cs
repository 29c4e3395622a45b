using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>Everything that is known to have been done to the kill switch: a set that only grows.</summary>
/// <remarks>
/// Two histories merge by union, so the order in which nodes hear of things, and how often, does not matter. An
/// engagement holds until enough people have reset exactly it; a reset of others, earlier or unseen, leaves it.
/// </remarks>
public sealed class KillSwitchHistory : IEquatable<KillSwitchHistory>
{
    /// <summary>Nothing was ever done.</summary>
    public static readonly KillSwitchHistory Empty = new([]);

    private readonly ImmutableHashSet<KillSwitchRecord> _records;
    private readonly Lazy<Dictionary<EngagementId, Engagement>> _engagements;
    private readonly Lazy<Dictionary<Engagement, List<KillSwitchRecord.Reset>>> _resets;
    private readonly Lazy<KillSwitchState> _byOnePerson;
    private readonly Lazy<KillSwitchState> _byTwoPeople;
    private readonly Lazy<bool> _hasUnknown;

    private KillSwitchHistory(ImmutableHashSet<KillSwitchRecord> records)
    {
        (_records, _engagements, _resets) = (records, new(EngagementsById), new(ResetsByEngagement));
        (_byOnePerson, _byTwoPeople) = (new(() => Fold(1)), new(() => Fold(2)));
        _hasUnknown = new(() => _records.Any(x => x is KillSwitchRecord.Unknown));
    }

    /// <summary>How many records there are.</summary>
    public int Count => _records.Count;

    /// <summary>The records, in no particular order.</summary>
    public IReadOnlyCollection<KillSwitchRecord> Records => _records;

    /// <summary>The epoch of the next engagement: above all that are known here, of every scope.</summary>
    public Epoch NextEpoch => _records.Max(x => x.Epoch)?.Next() ?? Epoch.First;

    /// <summary>The history of these records.</summary>
    public static KillSwitchHistory Of(IEnumerable<KillSwitchRecord> records) => new([.. records]);

    /// <summary>The history with one more record; with one that it has already, the same.</summary>
    public KillSwitchHistory Add(KillSwitchRecord record) => new(_records.Add(record));

    /// <summary>What either history knows: the larger one itself when it has it all.</summary>
    public KillSwitchHistory Merge(KillSwitchHistory other)
    {
        if (ReferenceEquals(this, other))
            return this;
        var (more, less) = other.Count < Count ? (this, other) : (other, this);
        var union = more._records.Union(less._records);
        return ReferenceEquals(union, more._records) ? more : new(union);
    }

    /// <summary>What the other history lacks: what to send to a node that has it.</summary>
    public IReadOnlyCollection<KillSwitchRecord> Except(KillSwitchHistory other) =>
        ReferenceEquals(this, other) ? [] : [.. _records.Where(x => !other._records.Contains(x))];

    /// <summary>What holds; a record that this build does not know stops everything, whatever else is known.</summary>
    /// <param name="approvals">How many different people it takes to clear an engagement.</param>
    public KillSwitchState State(ResetApprovals approvals) =>
        _hasUnknown.Value ? new KillSwitchState.Unreadable(KillSwitchUnreadableReason.NewerFormat) : Known(approvals);

    /// <summary>The resets that wait for another person, as far as their engagements still hold.</summary>
    /// <param name="approvals">How many different people it takes to clear an engagement.</param>
    /// <param name="now">The wall clock: whose time is over waits no more.</param>
    public ValueList<ResetApproval> Waiting(ResetApprovals approvals, DateTimeOffset now) =>
        _records
            .OfType<KillSwitchRecord.Reset>()
            .Where(reset => reset.Until is null || reset.Until >= now)
            .SelectMany(reset => reset.Cleared.Select(x => new ResetApproval(x, reset.Person, reset.Reason)))
            .Where(x => Holds(x.Engagement, approvals))
            .OrderBy(x => x.Engagement.Epoch)
            .ThenBy(x => x.ToString(), StringComparer.Ordinal)
            .ToValueList();

    /// <summary>Whether this person has asked for the engagement to be cleared, and that still counts.</summary>
    internal bool IsApprovedBy(Engagement engagement, RequestedBy.Person person, DateTimeOffset now) =>
        Resets(engagement)
            .Any(reset => IsOnePerson(reset.Person, person) && (reset.Until is null || reset.Until >= now));

    /// <summary>The engagement of this name; null: none is known.</summary>
    internal Engagement? Find(EngagementId id) => _engagements.Value.GetValueOrDefault(id);

    /// <summary>Whether a known engagement was not cleared yet.</summary>
    internal bool Holds(Engagement engagement, ResetApprovals approvals) =>
        Find(engagement.Id) == engagement && !IsCleared(Resets(engagement), (int)approvals);

    /// <summary>Records in an order that is the same everywhere.</summary>
    internal static IEnumerable<KillSwitchRecord> InOrder(IEnumerable<KillSwitchRecord> records) =>
        records.OrderBy(x => x.Epoch).ThenBy(x => $"{x}", StringComparer.Ordinal);

    /// <summary>Whether the record is known.</summary>
    internal bool Has(KillSwitchRecord record) => _records.Contains(record);

    /// <summary>The engagements that hold, of those that this build understands: the widest first.</summary>
    internal ValueList<Engagement> Holding(ResetApprovals approvals) =>
        Known(approvals) is KillSwitchState.Engaged engaged ? engaged.Engagements : [];

    /// <summary>What was engaged and no longer holds, the earliest epoch first.</summary>
    internal IEnumerable<Engagement> Cleared(ResetApprovals approvals) =>
        _resets
            .Value.Where(x => IsCleared(x.Value, (int)approvals) && Find(x.Key.Id) == x.Key)
            .Select(x => x.Key)
            .OrderBy(x => x.Epoch)
            .ThenBy(x => $"{x.Id}", StringComparer.Ordinal);

    private KillSwitchState Known(ResetApprovals approvals) =>
        (approvals == ResetApprovals.OnePerson ? _byOnePerson : _byTwoPeople).Value;

    private KillSwitchState Fold(int approvals) =>
        KillSwitchState.Of(
            _records
                .OfType<KillSwitchRecord.Engage>()
                .Select(x => x.Engagement)
                .Where(x => !IsCleared(Resets(x), approvals))
        );

    private Dictionary<EngagementId, Engagement> EngagementsById()
    {
        var engagements = new Dictionary<EngagementId, Engagement>();
        foreach (var record in _records)
            if (record is KillSwitchRecord.Engage engage)
                engagements[engage.Engagement.Id] = engage.Engagement;
        return engagements;
    }

    /// <summary>Who wants what cleared.</summary>
    private Dictionary<Engagement, List<KillSwitchRecord.Reset>> ResetsByEngagement()
    {
        var resets = new Dictionary<Engagement, List<KillSwitchRecord.Reset>>();
        foreach (var reset in _records.OfType<KillSwitchRecord.Reset>())
        foreach (var engagement in reset.Cleared)
        {
            if (!resets.TryGetValue(engagement, out var known))
                resets[engagement] = known = [];
            known.Add(reset);
        }

        return resets;
    }

    private List<KillSwitchRecord.Reset> Resets(Engagement engagement) =>
        _resets.Value.GetValueOrDefault(engagement) ?? [];

    /// <summary>
    /// Whether, when one of them was made, so many people wanted it, each of whose wishes still counted then. By the records alone,
    /// so that every node that has them says the same whenever it looks.
    /// </summary>
    private static bool IsCleared(List<KillSwitchRecord.Reset> resets, int approvals) =>
        resets.Count >= approvals
        && (
            approvals <= 1
            || resets.Any(last =>
                resets
                    .Where(reset => reset.At <= last.At && (reset.Until is null || reset.Until >= last.At))
                    .Select(reset => reset.Person.Name)
                    .Distinct(StringComparer.OrdinalIgnoreCase)
                    .Count() >= approvals
            )
        );

    /// <summary>One person is one person, however they write their name.</summary>
    private static bool IsOnePerson(RequestedBy.Person one, RequestedBy.Person other) =>
        string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(KillSwitchHistory? other) => other is not null && _records.SetEquals(other._records);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as KillSwitchHistory);

    /// <inheritdoc/>
    public override int GetHashCode() => _records.Aggregate(0, (hash, record) => hash ^ record.GetHashCode());
}
