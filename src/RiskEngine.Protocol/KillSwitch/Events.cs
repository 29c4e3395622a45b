namespace RiskEngine.Protocol;

/// <summary>The switch is engaged: the guardians of this node were told before this was said.</summary>
/// <param name="Command">The command that is answered.</param>
/// <param name="Engagement">What is engaged from now on.</param>
/// <param name="Durability">What it outlives; says nothing yet of the orders that were open.</param>
public sealed record KillSwitchEngaged(CommandId Command, Engagement Engagement, KillSwitchDurability Durability);

/// <summary>The store has an engagement that it did not have when <see cref="KillSwitchEngaged"/> was said.</summary>
/// <param name="Engagement">The engagement.</param>
/// <param name="Durability">What it outlives now; says nothing of orders.</param>
public sealed record KillSwitchStored(Engagement Engagement, KillSwitchDurability Durability);

/// <summary>The kill switch's store fails: what is done from now on may not outlive this process. Engagements hold all the same.</summary>
/// <param name="Node">The node whose store fails.</param>
/// <param name="Detail">One line from the store itself.</param>
public sealed record KillSwitchStoreLost(NodeName Node, string Detail);

/// <summary>The kill switch's store is well again, and has everything that it lacked.</summary>
/// <param name="Node">The node whose store it is.</param>
public sealed record KillSwitchStoreBack(NodeName Node);

/// <summary>The engine refused to engage: nothing was stopped by the command.</summary>
/// <param name="Command">The command that is answered.</param>
/// <param name="Scope">What was to be stopped.</param>
/// <param name="Reason">Why.</param>
public sealed record KillSwitchEngageDenied(
    CommandId Command,
    KillSwitchScope Scope,
    KillSwitchEngageDeniedReason Reason
);

/// <summary>A guardian obeys an engagement: no order in its scope leaves from now on, and the cancel has ended.</summary>
public sealed record KillSwitchApplied : ISessionMessage
{
    /// <summary>States what became of the session.</summary>
    /// <param name="engagement">The engagement that is obeyed.</param>
    /// <param name="session">The guardian's session.</param>
    /// <param name="node">The guardian's node.</param>
    /// <param name="effect">What it did.</param>
    /// <exception cref="ArgumentException">The cancel in the effect is another session's.</exception>
    public KillSwitchApplied(EngagementId engagement, SessionKey session, NodeName node, KillSwitchEffect effect)
    {
        ArgumentNullException.ThrowIfNull(engagement);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(effect);
        if (effect is KillSwitchEffect.CancelEnded ended && ended.Outcome.Session != session)
            throw new ArgumentException(
                $"The cancel of {ended.Outcome.Session} says nothing of {session}.",
                nameof(effect)
            );
        (Engagement, Session, Node, Effect) = (engagement, session, node, effect);
    }

    /// <summary>The engagement that is obeyed.</summary>
    public EngagementId Engagement { get; }

    /// <inheritdoc/>
    public SessionKey Session { get; }

    /// <summary>The guardian's node.</summary>
    public NodeName Node { get; }

    /// <summary>What it did.</summary>
    public KillSwitchEffect Effect { get; }
}

/// <summary>So many sessions of so many have acknowledged, with or without proof.</summary>
public sealed record KillSwitchProgress
{
    /// <summary>States how far an engagement has come.</summary>
    /// <param name="command">The command that is worked on.</param>
    /// <param name="engagement">The engagement.</param>
    /// <param name="applied">Sessions that have acknowledged.</param>
    /// <param name="waiting">Sessions that have not.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count.</exception>
    public KillSwitchProgress(CommandId command, EngagementId engagement, int applied, ValueList<SessionKey> waiting)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(engagement);
        ArgumentOutOfRangeException.ThrowIfNegative(applied);
        ArgumentNullException.ThrowIfNull(waiting);
        (Command, Engagement, Applied, Waiting) = (command, engagement, applied, waiting);
    }

    /// <summary>The command that is worked on.</summary>
    public CommandId Command { get; }

    /// <summary>The engagement.</summary>
    public EngagementId Engagement { get; }

    /// <summary>Sessions that have acknowledged: the k of "k of n".</summary>
    public int Applied { get; }

    /// <summary>Sessions that have not.</summary>
    public ValueList<SessionKey> Waiting { get; internal init; }

    /// <summary>Sessions in the scope: the n of "k of n".</summary>
    public int Expected => Applied + Waiting.Total;
}

/// <summary>Every session in the scope is proven.</summary>
/// <remarks>
/// <i>Proven</i>, here, in <see cref="KillSwitchIncomplete"/> and on every screen, means one thing: the session's order entry is
/// closed to what the scope stops, and what the scope stops is shown to have no open orders. For a strategy's scope these are
/// the orders that are known to be that strategy's, each shown to be closed by an answer that names it; other orders stay, and
/// their number is told. For every other scope they are all of the session's, by a cancel that ended with
/// <see cref="SessionCanceled"/>.
/// </remarks>
public sealed record KillSwitchCompleted
{
    /// <summary>States the proof.</summary>
    /// <param name="command">The command that is answered.</param>
    /// <param name="engagement">The engagement.</param>
    /// <param name="applied">One acknowledgment a session, at least one, each proven.</param>
    /// <param name="elapsed">From the command's arrival to this answer.</param>
    /// <exception cref="ArgumentException">No acknowledgment, one that is not proven, or one of another engagement.</exception>
    public KillSwitchCompleted(
        CommandId command,
        Engagement engagement,
        ValueList<KillSwitchApplied> applied,
        TimeSpan elapsed
    )
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(engagement);
        ArgumentNullException.ThrowIfNull(applied);
        if (applied.Count == 0)
            throw new ArgumentException("Nothing was stopped, so nothing is complete.", nameof(applied));
        if (applied.Any(x => !x.Effect.IsProven || x.Engagement != engagement.Id))
            throw new ArgumentException("An acknowledgment that proves nothing of this engagement.", nameof(applied));
        (Command, Engagement, Applied, Elapsed) = (command, engagement, applied, elapsed);
    }

    /// <summary>The command that is answered.</summary>
    public CommandId Command { get; }

    /// <summary>The engagement.</summary>
    public Engagement Engagement { get; }

    /// <summary>What was done to each session.</summary>
    public ValueList<KillSwitchApplied> Applied { get; internal init; }

    /// <summary>From the command's arrival to this answer.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>
    /// Sessions that were stopped since nobody knows that they trade on another account than the one that is named; empty for every
    /// other scope.
    /// </summary>
    public ValueList<SessionKey> UnknownAccounts
    {
        get;
        init => field = value ?? [];
    } = [];
}

/// <summary>At the deadline the stop is not proven for the sessions named: assume that their orders are live.</summary>
public sealed record KillSwitchIncomplete
{
    /// <summary>States what is missing.</summary>
    /// <param name="command">The command that is answered.</param>
    /// <param name="engagement">The engagement; it holds all the same.</param>
    /// <param name="proven">The sessions that are proven.</param>
    /// <param name="missing">The sessions that are not, and why; at least one.</param>
    /// <param name="elapsed">From the command's arrival to this answer.</param>
    /// <exception cref="ArgumentException">Nothing is missing, or something unproven is called proven.</exception>
    public KillSwitchIncomplete(
        CommandId command,
        Engagement engagement,
        ValueList<KillSwitchApplied> proven,
        ValueList<MissingSession> missing,
        TimeSpan elapsed
    )
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(engagement);
        ArgumentNullException.ThrowIfNull(proven);
        ArgumentNullException.ThrowIfNull(missing);
        if (missing.Count == 0)
            throw new ArgumentException("Nothing is missing.", nameof(missing));
        if (proven.Any(x => !x.Effect.IsProven || x.Engagement != engagement.Id))
            throw new ArgumentException("An acknowledgment that proves nothing of this engagement.", nameof(proven));
        (Command, Engagement, Proven, Missing, Elapsed) = (command, engagement, proven, missing, elapsed);
    }

    /// <summary>The command that is answered.</summary>
    public CommandId Command { get; }

    /// <summary>The engagement; it holds all the same.</summary>
    public Engagement Engagement { get; }

    /// <summary>The sessions that are proven.</summary>
    public ValueList<KillSwitchApplied> Proven { get; internal init; }

    /// <summary>The sessions that are not, and why.</summary>
    public ValueList<MissingSession> Missing { get; internal init; }

    /// <summary>From the command's arrival to this answer.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>
    /// Sessions that were stopped since nobody knows that they trade on another account than the one that is named; empty for every
    /// other scope.
    /// </summary>
    public ValueList<SessionKey> UnknownAccounts
    {
        get;
        init => field = value ?? [];
    } = [];
}

/// <summary>
/// Nothing that is known now goes by the name of the scope, which may be written wrong. The engagement holds all the same, and stops
/// whatever will go by it; what it was meant to stop may go on trading.
/// </summary>
/// <param name="Command">The command that is answered.</param>
/// <param name="Engagement">The engagement; it holds until it is reset.</param>
/// <param name="Near">Scopes that are known and whose names are near; empty: none is.</param>
/// <param name="Stopped">Sessions that are stopped, since they may belong to what is named: those of an account that is not known.</param>
/// <param name="Missing">Those among them that are not proven, and why.</param>
/// <param name="Elapsed">From the command's arrival to this answer.</param>
public sealed record KillSwitchMatchesNothing(
    CommandId Command,
    Engagement Engagement,
    ValueList<string> Near,
    ValueList<KillSwitchApplied> Stopped,
    ValueList<MissingSession> Missing,
    TimeSpan Elapsed
)
{
    /// <summary>
    /// Sessions that were stopped since nobody knows that they trade on another account than the one that is named; empty for every
    /// other scope.
    /// </summary>
    public ValueList<SessionKey> UnknownAccounts
    {
        get;
        init => field = value ?? [];
    } = [];
}

/// <summary>Engagements are cleared and the reset is stored. Proves only what <see cref="State"/> says: others may hold.</summary>
/// <param name="Command">The command that is answered.</param>
/// <param name="Cleared">What was cleared.</param>
/// <param name="People">Who asked and who approved.</param>
/// <param name="State">How the switch stands now, all scopes considered.</param>
public sealed record KillSwitchReset(
    CommandId Command,
    ValueList<Engagement> Cleared,
    ValueList<RequestedBy.Person> People,
    KillSwitchState State
);

/// <summary>The wish is stored, and another person must approve it: what was engaged still is.</summary>
/// <param name="Command">The command that is answered.</param>
/// <param name="Approvals">What waits for another person.</param>
public sealed record KillSwitchResetApproved(CommandId Command, ValueList<ResetApproval> Approvals);

/// <summary>The engine refused to reset: what was engaged still is.</summary>
/// <param name="Command">The command that is answered.</param>
/// <param name="Engagements">What was to be cleared.</param>
/// <param name="Reason">Why.</param>
/// <param name="State">How the switch stands now: what there is to name.</param>
public sealed record KillSwitchResetDenied(
    CommandId Command,
    ValueList<EngagementId> Engagements,
    KillSwitchResetDeniedReason Reason,
    KillSwitchState State
);

/// <summary>
/// Nobody can tell yet whether the reset is stored: until the record has been read it counts as not stored, and what was
/// engaged still is. What comes of it is published, as <see cref="KillSwitchReset"/>, <see cref="KillSwitchResetApproved"/>
/// or <see cref="KillSwitchResetDenied"/>; to be sent again it needs no new id.
/// </summary>
/// <param name="Command">The command that is answered.</param>
/// <param name="Engagements">What was to be cleared.</param>
/// <param name="Detail">One line: what is in the way.</param>
public sealed record KillSwitchResetInDoubt(CommandId Command, ValueList<EngagementId> Engagements, string Detail);

/// <summary>What is engaged has changed on this node, whichever way it came to know: by a command, another node, the record.</summary>
/// <remarks>
/// Published on every node. What is cleared opens after it is said. An engagement that was made here is obeyed before; one that
/// was learned (<paramref name="IsLearned"/>) is obeyed at once after it: the guardians are told in the same step, and an order
/// that had left is the cancel's. Proves nothing of what other nodes know.
/// </remarks>
/// <param name="Node">The node that knows it now.</param>
/// <param name="Engaged">What holds that did not before.</param>
/// <param name="Cleared">What no longer holds, also of what was engaged and cleared before this node heard of either.</param>
/// <param name="People">Who cleared it.</param>
/// <param name="IsLearned">Whether it was done elsewhere, or before: the node was told, or has read the record.</param>
/// <param name="State">How the switch stands now.</param>
public sealed record KillSwitchChanged(
    NodeName Node,
    ValueList<Engagement> Engaged,
    ValueList<Engagement> Cleared,
    ValueList<RequestedBy.Person> People,
    bool IsLearned,
    KillSwitchState State
);

/// <summary>How many people a reset needs is set differently on two nodes. The larger number counts on both.</summary>
/// <param name="Node">The node that found out.</param>
/// <param name="Approvals">How many it asks for by its own setting, 1 or 2.</param>
/// <param name="Other">The other node.</param>
/// <param name="OthersApprovals">How many that one asks for, 1 or 2.</param>
public sealed record KillSwitchApprovalsDiffer(NodeName Node, int Approvals, NodeName Other, int OthersApprovals);
