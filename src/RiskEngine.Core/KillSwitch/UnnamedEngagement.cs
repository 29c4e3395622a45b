using System.Buffers.Binary;

namespace RiskEngine.Core;

/// <summary>Names engagements of builds that gave them no id of their own, but an epoch and a node.</summary>
/// <remarks>
/// A node that had lost its memory gave an epoch twice, so the two do not name one. The id is made of all that the record
/// says: whoever reads the record derives the same, and records that differ get different ones.
/// </remarks>
public static class UnnamedEngagement
{
    /// <summary>The id.</summary>
    /// <param name="node">The node that engaged.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="scope">What was stopped.</param>
    /// <param name="by">Who decided.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    public static EngagementId IdOf(
        NodeName node,
        Epoch epoch,
        KillSwitchScope scope,
        RequestedBy by,
        Reason reason,
        DateTimeOffset at
    )
    {
        ArgumentNullException.ThrowIfNull(epoch);
        var digest = RowHash.Genesis.Next(Json(node, epoch, scope, by, reason, at).ToUtf8()).ToBytes();
        return new EngagementId(node, new EngineRunId(BinaryPrimitives.ReadUInt64BigEndian(digest)), epoch.Value);
    }

    internal static bool IsIdOf(Engagement engagement) =>
        engagement.Id.Number == engagement.Epoch.Value
        && engagement.Id
            == IdOf(
                engagement.Id.Node,
                engagement.Epoch,
                engagement.Scope,
                engagement.By,
                engagement.Reason,
                engagement.At
            );

    internal static CanonicalJson Json(
        NodeName node,
        Epoch epoch,
        KillSwitchScope scope,
        RequestedBy by,
        Reason reason,
        DateTimeOffset at
    ) =>
        new CanonicalJson()
            .Add("scope", scope.ToString())
            .Add("epoch", epoch.Value)
            .Add("node", node.Value)
            .Add("by", $"{by}")
            .Add("reason", reason.Text)
            .Add("at", at);
}
