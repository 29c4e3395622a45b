namespace RiskEngine.Core;

/// <summary>What the kill switch obeys; the reasons stand beside the keys in <c>akka.hocon</c>.</summary>
/// <param name="Deadline">By when an engagement is reported that names no deadline.</param>
/// <param name="LongestDeadline">The longest deadline that may be named.</param>
/// <param name="StorePatience">How long an answer waits for the store before it says that nothing is stored.</param>
/// <param name="StoreRetry">The pause between two tries to store or to read.</param>
/// <param name="Approvals">How many people a reset needs.</param>
/// <param name="CancelsAtStart">Whether sessions that are found engaged are canceled.</param>
/// <param name="RememberedAnswers">Engagements whose answers are kept for a command that comes again.</param>
public sealed record SwitchLimits(
    TimeSpan Deadline,
    TimeSpan LongestDeadline,
    TimeSpan StorePatience,
    TimeSpan StoreRetry,
    ResetApprovals Approvals,
    bool CancelsAtStart,
    int RememberedAnswers
)
{
    /// <summary>How long one person's wish to reset waits for another person's, before it counts no more.</summary>
    public TimeSpan ApprovalLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Engagements, asked for here or by other nodes, whose sessions are reported on at the same time. Beyond it the oldest report is
    /// given early; no engagement is refused.
    /// </summary>
    public int MostRunning { get; init; } = 2_000;

    /// <summary>Engagements that were cleared and whose details are kept in memory. The log keeps all.</summary>
    public int MostCleared { get; init; } = 1_000;

    /// <summary>Resets that may wait for the store or for another person; beyond it one is denied.</summary>
    public int MostResets { get; init; } = 256;

    /// <summary>
    /// Reports to other nodes that were given in part, and whose further pages may still be asked for. They are asked for at once; beyond
    /// it the oldest is made anew for the page that is asked for.
    /// </summary>
    public int MostPagedReports { get; init; } = 8;

    /// <summary>
    /// Sessions of which another node is told whose account they trade on, with an engagement of an account. A session beyond it
    /// counts as one that may be the account's, so more is stopped, and never less.
    /// </summary>
    public int MostAccountsTold { get; init; } = 100;
}
