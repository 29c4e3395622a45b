namespace RiskEngine.Core;

/// <summary>What a node did for an engagement that another node told it of: it knows the record, and its guardians were told.</summary>
/// <param name="Node">The node.</param>
/// <param name="Applied">The sessions that it runs and that have acknowledged, with or without proof.</param>
/// <param name="Waiting">The sessions that it runs and that have not, until it was to answer. Proves nothing of them.</param>
public sealed record SwitchReport(NodeName Node, ValueList<KillSwitchApplied> Applied, ValueList<SessionKey> Waiting)
{
    /// <summary>Whose accounts sessions trade on, where the engagement stops an account: who is in its scope follows from it.</summary>
    public ValueList<SessionAccount> Accounts
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>
    /// Why the node says what it knows before its time, and for which reason those that wait are missing: it was told of more
    /// engagements than it reports on at once, or one has been reset there. Null: it took its time, or an older build wrote it.
    /// </summary>
    public MissingSessionReason? Early { get; init; }

    /// <summary>How many people a reset needs on that node; null: it is not said here.</summary>
    public int? Approvals { get; init; }

    /// <summary>
    /// The last session that is in this report, where it is a page and sessions come after it: they are asked for with
    /// <see cref="PeerMessage.OfSwitch.After"/>. Null: these are all, or the last; or an older build wrote it, which knows no pages.
    /// </summary>
    public SessionKey? Next { get; init; }

    /// <summary>The order in which pages name sessions: the same in every build and on every machine.</summary>
    internal static bool IsAfter(SessionKey session, SessionKey? other) =>
        other is null || string.CompareOrdinal($"{session}", $"{other}") > 0;
}
