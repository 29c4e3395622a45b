namespace RiskEngine.Host.Api;

/// <summary>What a reset came to.</summary>
/// <param name="CommandId">The command that is answered.</param>
/// <param name="Outcome">
/// <c>reset</c>: what is named is cleared; <c>approved</c>: another person must agree, and everything still holds;
/// <c>denied</c>: everything still holds; <c>inDoubt</c>: whether it is stored cannot be told yet, and everything still holds
/// until it can; <c>unconfirmed</c>: the engine did not say.
/// </param>
/// <param name="Reason">Why it was denied, or is in doubt.</param>
/// <param name="Cleared">What no longer holds.</param>
/// <param name="People">Who asked and who approved.</param>
/// <param name="Approvals">What waits for another person.</param>
/// <param name="Engagements">What is engaged, when it was denied: what there is to name.</param>
internal sealed record ResetAnswer(
    string CommandId,
    string Outcome,
    string? Reason,
    IReadOnlyList<EngagementView> Cleared,
    IReadOnlyList<string> People,
    IReadOnlyList<ApprovalView> Approvals,
    IReadOnlyList<EngagementView> Engagements
)
{
    /// <summary>Engagements that are left out, since there are too many for one answer; null: none is.</summary>
    public int? OmittedEngagements { get; init; }

    internal static ResetAnswer Of(KillSwitchReset reset) =>
        new(
            reset.Command.Value,
            "reset",
            null,
            [.. reset.Cleared.Select(EngagementView.Of)],
            [.. reset.People.Select(person => person.Name)],
            [],
            []
        );

    internal static ResetAnswer Of(KillSwitchResetApproved approved) =>
        new(approved.Command.Value, "approved", null, [], [], [.. approved.Approvals.Select(ApprovalView.Of)], []);

    internal static ResetAnswer Of(KillSwitchResetDenied whole)
    {
        var denied = MessageSize.Fit(whole);
        return new ResetAnswer(
            denied.Command.Value,
            "denied",
            denied.Reason.Name(),
            [],
            [],
            [],
            KillSwitchView.EngagementsOf(denied.State)
        )
        {
            OmittedEngagements = KillSwitchView.OmittedIn(denied.State),
        };
    }

    internal static ResetAnswer Of(KillSwitchResetInDoubt doubt) =>
        new(doubt.Command.Value, "inDoubt", doubt.Detail, [], [], [], []);

    internal static ResetAnswer Silent(CommandId command) =>
        new(command.Value, "unconfirmed", "NoAnswer", [], [], [], []);
}
