namespace RiskEngine.Core;

/// <summary>What becomes of a reset: one of the nested records.</summary>
public abstract record ResetDecision
{
    private ResetDecision() { }

    /// <summary>Enough people agree: store the record, and the engagements no longer hold.</summary>
    /// <param name="Record">What to store before anybody is told.</param>
    /// <param name="Engagements">What no longer holds.</param>
    /// <param name="People">Who agreed.</param>
    /// <param name="After">The history with the record.</param>
    public sealed record Clears(
        KillSwitchRecord.Reset Record,
        ValueList<Engagement> Engagements,
        ValueList<RequestedBy.Person> People,
        KillSwitchHistory After
    ) : ResetDecision;

    /// <summary>Another person must agree: store the record, and everything still holds.</summary>
    /// <param name="Record">What to store before anybody is told.</param>
    /// <param name="After">The history with the record.</param>
    public sealed record Waits(KillSwitchRecord.Reset Record, KillSwitchHistory After) : ResetDecision;

    /// <summary>There is nothing to store.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Denied(KillSwitchResetDeniedReason Reason) : ResetDecision;
}
