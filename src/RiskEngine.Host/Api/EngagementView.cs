namespace RiskEngine.Host.Api;

/// <summary>An engagement of the kill switch, which holds until a person resets it.</summary>
/// <param name="Id">What it is named among all nodes and all times, such as <c>desk-1:9f86d081884c7d65:3</c>.</param>
/// <param name="Epoch">Its epoch on its node, for people.</param>
/// <param name="Node">The node that gave it.</param>
/// <param name="Scope">What is stopped.</param>
/// <param name="By">Who decided, such as <c>person alice</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="IsTrip">Whether the engine itself decided.</param>
internal sealed record EngagementView(
    string Id,
    long Epoch,
    string Node,
    string Scope,
    string By,
    string Reason,
    DateTimeOffset At,
    bool IsTrip
)
{
    internal static EngagementView Of(Engagement engagement) =>
        new(
            $"{engagement.Id}",
            engagement.Epoch.Value,
            engagement.Id.Node.Value,
            $"{engagement.Scope}",
            $"{engagement.By}",
            engagement.Reason.Text,
            engagement.At,
            engagement.IsTrip
        );
}
