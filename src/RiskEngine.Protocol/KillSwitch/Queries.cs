namespace RiskEngine.Protocol;

/// <summary>How does the kill switch stand, as this node knows it? Answered with a <see cref="KillSwitchStatus"/>.</summary>
public sealed record GetKillSwitch
{
    /// <summary>The one such query.</summary>
    public static readonly GetKillSwitch Instance = new();

    private GetKillSwitch() { }
}

/// <summary>How the kill switch stands on one node at this moment.</summary>
/// <param name="Node">The node that answers.</param>
/// <param name="State">How it stands.</param>
/// <param name="Approvals">Resets that one person has asked for and another must approve.</param>
public sealed record KillSwitchStatus(NodeName Node, KillSwitchState State, ValueList<ResetApproval> Approvals)
{
    /// <summary>How many different people a reset needs here, 1 or 2; 0: an older node does not say.</summary>
    public int ApprovalsNeeded { get; init; }

    /// <summary>Nodes on which another number is set; the larger one counts on all of them.</summary>
    public ValueList<NodeName> ApprovalsDifferOn
    {
        get;
        init => field = value ?? [];
    } = [];
}

/// <summary>A person's wish to reset an engagement that still holds, since another person must agree.</summary>
/// <param name="Engagement">The engagement.</param>
/// <param name="Person">Who wants it cleared.</param>
/// <param name="Reason">Why.</param>
public sealed record ResetApproval(Engagement Engagement, RequestedBy.Person Person, Reason Reason);
