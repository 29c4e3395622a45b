namespace RiskEngine.Core;

/// <summary>Decides what engaging and resetting add to a history. Pure: to store and to tell is the caller's.</summary>
public static class KillSwitchRules
{
    /// <summary>The record that engages; there is no state in which engaging is refused.</summary>
    /// <param name="history">What this node knows.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="id">What the engagement is named.</param>
    public static KillSwitchRecord.Engage Engage(
        KillSwitchHistory history,
        EngageKillSwitch command,
        DateTimeOffset now,
        EngagementId id
    ) => new(new Engagement(id, history.NextEpoch, command.Scope, command.RequestedBy, command.Reason, now));

    /// <summary>What becomes of a reset.</summary>
    /// <param name="history">What this node knows.</param>
    /// <param name="approvals">How many people it takes.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="now">The wall clock.</param>
    /// <param name="node">This node.</param>
    /// <param name="approvalLifetime">How long a wish waits for another person's; null: for ever.</param>
    public static ResetDecision Reset(
        KillSwitchHistory history,
        ResetApprovals approvals,
        ResetKillSwitch command,
        DateTimeOffset now,
        NodeName node,
        TimeSpan? approvalLifetime = null
    )
    {
        if (command.Engagements.Count == 0)
            return new ResetDecision.Denied(KillSwitchResetDeniedReason.NoneNamed);
        var ids = command.Engagements.Distinct().ToList();
        var named = ids.Select(history.Find).OfType<Engagement>().ToList();
        if (named.Count < ids.Count(id => !history.IsFolded(id)))
            return new ResetDecision.Denied(KillSwitchResetDeniedReason.UnknownEngagement);
        var holding = named.Where(x => history.Holds(x, approvals)).ToList();
        if (holding.Count == 0)
            return new ResetDecision.Denied(KillSwitchResetDeniedReason.NotEngaged);
        var wanted = holding.Where(x => !history.IsApprovedBy(x, command.Person, now)).ToValueList();
        if (wanted.Count == 0)
            return new ResetDecision.Denied(KillSwitchResetDeniedReason.SamePerson);

        var record = new KillSwitchRecord.Reset(wanted, command.Person, command.Reason, now, node)
        {
            Until = approvals == ResetApprovals.OnePerson ? null : now + approvalLifetime,
        };
        var effect = Apply(history, approvals, record);
        return effect.Cleared.Count == 0
            ? new ResetDecision.Waits(record, effect.After)
            : new ResetDecision.Clears(record, effect.Cleared, effect.People, effect.After);
    }

    /// <summary>What a stored reset does to a history, which may know more than when the reset was decided.</summary>
    /// <param name="history">What this node knows.</param>
    /// <param name="approvals">How many people it takes.</param>
    /// <param name="record">The reset.</param>
    internal static ResetEffect Apply(
        KillSwitchHistory history,
        ResetApprovals approvals,
        KillSwitchRecord.Reset record
    )
    {
        var after = history.Add(record);
        var cleared = record
            .Cleared.Where(x => after.Find(x.Id) is not null && !after.Holds(x, approvals))
            .ToValueList();
        return new ResetEffect(cleared, People(after, cleared), after);
    }

    /// <summary>What a reset does.</summary>
    /// <param name="Cleared">What no longer holds.</param>
    /// <param name="People">Who agreed.</param>
    /// <param name="After">The history with it.</param>
    internal sealed record ResetEffect(
        ValueList<Engagement> Cleared,
        ValueList<RequestedBy.Person> People,
        KillSwitchHistory After
    );

    /// <summary>Who wanted these engagements cleared, the first to ask first.</summary>
    internal static ValueList<RequestedBy.Person> People(KillSwitchHistory history, IEnumerable<Engagement> cleared)
    {
        return cleared
            .SelectMany(history.Resets)
            .Distinct()
            .OrderBy(x => x.At)
            .ThenBy(x => x.Person.Name, StringComparer.Ordinal)
            .Select(x => x.Person)
            .DistinctBy(x => x.Name, StringComparer.OrdinalIgnoreCase)
            .ToValueList();
    }
}
