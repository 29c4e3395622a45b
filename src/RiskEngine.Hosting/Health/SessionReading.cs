namespace RiskEngine.Hosting;

/// <summary>What a session's guardian said when it was asked.</summary>
/// <param name="Alias">The session.</param>
/// <param name="Status">What it said; null: it did not answer.</param>
internal sealed record SessionReading(SessionAlias Alias, SessionStatus? Status)
{
    /// <summary>Why it has not started; null: it has.</summary>
    internal string? StillStarts =>
        Status switch
        {
            null => "its guardian does not answer",
            { State: SessionState.Starting } => Why(Status),
            _ => null,
        };

    /// <summary>Whether the exchange refuses the session's key.</summary>
    internal bool IsRefused => Status is { State: SessionState.Suspended };

    private static string Why(SessionStatus status) =>
        status.Troubles.FirstOrDefault(trouble => trouble.Kind is SessionTroubleKind.NotStarted) is { } trouble
            ? $"starting, without the exchange's word so far ({trouble.Said})"
        : status.HeldRequests.FirstOrDefault(held => held.Kind is HeldRequestKind.Preflight) is { } held
            ? $"starting, waits for the budget of its {(held.Budget is SharedBudgetScope.Account ? "account" : "address")}"
        : "starting";
}
