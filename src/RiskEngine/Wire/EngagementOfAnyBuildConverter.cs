namespace RiskEngine;

/// <summary>An engagement; one that an older build wrote gets the id that every engine derives for it.</summary>
internal sealed class EngagementOfAnyBuildConverter : EngagementConverter
{
    protected override EngagementId IdOf(
        NodeName node,
        Epoch epoch,
        KillSwitchScope scope,
        RequestedBy by,
        Reason reason,
        DateTimeOffset at
    ) => UnnamedEngagement.IdOf(node, epoch, scope, by, reason, at);
}
