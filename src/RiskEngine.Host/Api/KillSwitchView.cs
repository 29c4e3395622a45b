namespace RiskEngine.Host.Api;

/// <summary>How the kill switch stands on this node.</summary>
/// <param name="Node">The node that answers.</param>
/// <param name="State"><c>clear</c>, <c>engaged</c>, or <c>unreadable</c>, which stops everything too.</param>
/// <param name="Reason">Why it cannot be read.</param>
/// <param name="Engagements">What holds, the widest first.</param>
/// <param name="Approvals">Resets that one person has asked for and another must approve.</param>
internal sealed record KillSwitchView(
    string Node,
    string State,
    string? Reason,
    IReadOnlyList<EngagementView> Engagements,
    IReadOnlyList<ApprovalView> Approvals
)
{
    /// <summary>How many different people a reset needs; null: the node does not say.</summary>
    public int? ApprovalsNeeded { get; init; }

    /// <summary>Nodes on which another number is set, the larger of which counts; null: none is.</summary>
    public IReadOnlyList<string>? ApprovalsDifferOn { get; init; }

    /// <summary>Engagements that are left out, since there are too many for one answer; null: none is.</summary>
    public int? OmittedEngagements { get; init; }

    /// <summary>Approvals that are left out; null: none is.</summary>
    public int? OmittedApprovals { get; init; }

    internal static KillSwitchView Of(KillSwitchStatus whole)
    {
        var status = MessageSize.Fit(whole);
        return new KillSwitchView(
            status.Node.Value,
            WordOf(status.State),
            (status.State as KillSwitchState.Unreadable)?.Reason.Name(),
            EngagementsOf(status.State),
            [.. status.Approvals.Select(ApprovalView.Of)]
        )
        {
            ApprovalsNeeded = status.ApprovalsNeeded > 0 ? status.ApprovalsNeeded : null,
            ApprovalsDifferOn =
                status.ApprovalsDifferOn.Count > 0 ? [.. status.ApprovalsDifferOn.Select(x => x.Value)] : null,
            OmittedEngagements = OmittedIn(status.State),
            OmittedApprovals = status.Approvals.Omitted > 0 ? status.Approvals.Omitted : null,
        };
    }

    /// <summary>How many engagements are left out of a state; null: none is.</summary>
    internal static int? OmittedIn(KillSwitchState state) =>
        state is KillSwitchState.Engaged { Engagements.Omitted: > 0 and var omitted } ? omitted : null;

    internal static string WordOf(KillSwitchState state) =>
        state switch
        {
            KillSwitchState.Clear => "clear",
            KillSwitchState.Engaged => "engaged",
            KillSwitchState.Unreadable => "unreadable",
            _ => throw ClosedUnion.Unhandled(state),
        };

    internal static IReadOnlyList<EngagementView> EngagementsOf(KillSwitchState state) =>
        state is KillSwitchState.Engaged engaged ? [.. engaged.Engagements.Select(EngagementView.Of)] : [];
}

/// <summary>A reset that waits for another person.</summary>
/// <param name="Engagement">What would be cleared.</param>
/// <param name="Person">Who asked.</param>
/// <param name="Reason">Why.</param>
internal sealed record ApprovalView(EngagementView Engagement, string Person, string Reason)
{
    internal static ApprovalView Of(ResetApproval approval) =>
        new(EngagementView.Of(approval.Engagement), approval.Person.Name, approval.Reason.Text);
}
