using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>What a history's records amount to, kept with each record that is added instead of worked out for each question.</summary>
/// <remarks>The same for the same records, in whichever order they came. To add a record takes a time that hardly grows.</remarks>
internal sealed record HistoryIndex
{
    private static readonly ImmutableSortedSet<Engagement> NoEngagements = ImmutableSortedSet.Create(
        Engagement.WidestFirst
    );

    internal static readonly HistoryIndex Empty = new();

    private HistoryIndex() { }

    /// <summary>Each engagement by its name.</summary>
    internal ImmutableDictionary<EngagementId, Engagement> Engagements { get; private init; } =
        ImmutableDictionary<EngagementId, Engagement>.Empty;

    /// <summary>The highest epoch of any record; null: there is none.</summary>
    internal Epoch? Latest { get; private init; }

    /// <summary>Whether a newer build wrote something that this one cannot tell.</summary>
    internal bool HasUnknown { get; private init; }

    private ImmutableDictionary<Engagement, ImmutableList<KillSwitchRecord.Reset>> Resets { get; init; } =
        ImmutableDictionary<Engagement, ImmutableList<KillSwitchRecord.Reset>>.Empty;

    /// <summary>What two people agreed to clear. Kept, since to find it out anew would look at every pair of resets.</summary>
    private ImmutableHashSet<Engagement> ClearedByTwo { get; init; } = [];

    private ImmutableSortedSet<Engagement> HoldingByOne { get; init; } = NoEngagements;

    private ImmutableSortedSet<Engagement> HoldingByTwo { get; init; } = NoEngagements;

    /// <summary>What holds, the widest first.</summary>
    internal ImmutableSortedSet<Engagement> Holding(ResetApprovals approvals) =>
        approvals == ResetApprovals.OnePerson ? HoldingByOne : HoldingByTwo;

    /// <summary>Who wants it cleared.</summary>
    internal ImmutableList<KillSwitchRecord.Reset> ResetsOf(Engagement engagement) =>
        Resets.GetValueOrDefault(engagement) ?? [];

    internal HistoryIndex With(KillSwitchRecord record)
    {
        var next = this with { Latest = Latest is null || record.Epoch > Latest ? record.Epoch : Latest };
        return record switch
        {
            KillSwitchRecord.Engage engage => next.Engaged(engage.Engagement),
            KillSwitchRecord.Reset reset => reset.Cleared.Aggregate(next, (index, x) => index.Reset(x, reset)),
            KillSwitchRecord.Unknown => next with { HasUnknown = true },
            _ => throw ClosedUnion.Unhandled(record),
        };
    }

    /// <summary>Without an engagement and what was said of it. Its epoch still counts.</summary>
    internal HistoryIndex Without(Engagement engagement) =>
        this with
        {
            Engagements = Engagements.Remove(engagement.Id),
            Resets = Resets.Remove(engagement),
            ClearedByTwo = ClearedByTwo.Remove(engagement),
            HoldingByOne = HoldingByOne.Remove(engagement),
            HoldingByTwo = HoldingByTwo.Remove(engagement),
        };

    private HistoryIndex Engaged(Engagement engagement)
    {
        var known = Engagements.GetValueOrDefault(engagement.Id);
        // An id names one. Where a damaged record says otherwise, each node has to choose the same.
        var isFirst = known is null || Engagement.WidestFirst.Compare(engagement, known) < 0;
        return this with
        {
            Engagements = isFirst ? Engagements.SetItem(engagement.Id, engagement) : Engagements,
            HoldingByOne = Resets.ContainsKey(engagement) ? HoldingByOne : HoldingByOne.Add(engagement),
            HoldingByTwo = ClearedByTwo.Contains(engagement) ? HoldingByTwo : HoldingByTwo.Add(engagement),
        };
    }

    private HistoryIndex Reset(Engagement engagement, KillSwitchRecord.Reset reset)
    {
        var before = ResetsOf(engagement);
        var isByTwo = ClearedByTwo.Contains(engagement) || before.Exists(other => Agree(other, reset));
        return this with
        {
            Resets = Resets.SetItem(engagement, before.Add(reset)),
            ClearedByTwo = isByTwo ? ClearedByTwo.Add(engagement) : ClearedByTwo,
            HoldingByOne = HoldingByOne.Remove(engagement),
            HoldingByTwo = isByTwo ? HoldingByTwo.Remove(engagement) : HoldingByTwo,
        };
    }

    /// <summary>
    /// Whether two people want it, and the wish of the one still counted when the other made theirs. By the records alone, so that
    /// every node that has them says the same whenever it looks, in whichever order they came.
    /// </summary>
    private static bool Agree(KillSwitchRecord.Reset one, KillSwitchRecord.Reset other)
    {
        var (first, last) = one.At <= other.At ? (one, other) : (other, one);
        return !string.Equals(one.Person.Name, other.Person.Name, StringComparison.OrdinalIgnoreCase)
            && StillCounts(first)
            && StillCounts(last);

        bool StillCounts(KillSwitchRecord.Reset reset) => reset.Until is null || reset.Until >= last.At;
    }
}
