namespace RiskEngine.Protocol;

/// <summary>The one answer to a <see cref="CancelSession"/>: one of the five records of this file, and no other.</summary>
public abstract record SessionCancelOutcome : ISessionMessage
{
    private protected SessionCancelOutcome(SessionKey session, CommandId command, CancelEffort effort)
    {
        Session = session;
        Command = command;
        Effort = effort;
    }

    /// <inheritdoc/>
    public SessionKey Session { get; }

    /// <summary>The command that is answered.</summary>
    public CommandId Command { get; }

    /// <summary>The requests that were dispatched for the command, and how long it took.</summary>
    public CancelEffort Effort { get; internal init; }

    /// <summary>Orders of ours that a fill closed while they were being canceled, ascending: closed, and not by us.</summary>
    public ValueList<OrderId> Filled
    {
        get;
        // A message of an earlier build has no such member, which its reader gives as null.
        init => field = value ?? [];
    } = [];

    /// <summary>
    /// Orders of ours that are closed, ascending, and of which nobody said how: a fresher list no longer shows them, or the
    /// exchange knows them no more.
    /// </summary>
    public ValueList<OrderId> Gone
    {
        get;
        // A message of an earlier build has no such member, which its reader gives as null.
        init => field = value ?? [];
    } = [];

    /// <summary>
    /// Orders of ours, known by id, of which no answer says that they are closed, and which no look showed open, ascending:
    /// assume that they are live. Always empty in a <see cref="SessionCanceled"/>.
    /// </summary>
    public ValueList<OrderId> Unaccounted
    {
        get;
        // A message of an earlier build has no such member, which its reader gives as null.
        init => field = value ?? [];
    } = [];

    /// <summary>
    /// Open orders of the account that are not known as this session's, ascending; told where the whole account is looked
    /// at. They were left alone.
    /// </summary>
    public ValueList<OrderId> Others
    {
        get;
        // A message of an earlier build has no such member, which its reader gives as null.
        init => field = value ?? [];
    } = [];

    /// <summary>
    /// What is known of those orders that may be live, in the order of the lists that name them: seen open, unaccounted for,
    /// rejected, others'. One of which nothing is known beside its number is left out.
    /// </summary>
    public ValueList<OrderDetail> Details
    {
        get;
        // A message of an earlier build has no such member, which its reader gives as null.
        init => field = value ?? [];
    } = [];

    /// <summary>What the outcome says nothing of; empty where it says nothing of orders either.</summary>
    public ValueList<NotCovered> NotCovered
    {
        get;
        // A message of an earlier build has no such member, which its reader gives as null.
        init => field = value ?? [];
    } = [];
}

/// <summary>The exchange accepted and nothing of ours is left, as far as <see cref="Proof"/> says.</summary>
/// <remarks>
/// Proves that the exchange took a cancel that was dispatched after the command arrived, and that no order that it was
/// known to hold for the session is left. Does not prove that none comes: whoever sends orders past the guardian may have placed one since.
/// </remarks>
public sealed record SessionCanceled : SessionCancelOutcome
{
    /// <summary>States that the session has no open orders.</summary>
    public SessionCanceled(
        SessionKey session,
        CommandId command,
        CancelEffort effort,
        ValueList<OrderId> canceled,
        CancelListing listing,
        CancelProof proof
    )
        : base(session, command, effort)
    {
        Canceled = canceled;
        Listing = listing;
        Proof = proof;
    }

    /// <summary>The orders that the exchange says it canceled, in its order.</summary>
    public ValueList<OrderId> Canceled { get; internal init; }

    /// <summary>Whether <see cref="Canceled"/> names them all.</summary>
    public CancelListing Listing { get; }

    /// <summary>What the claim rests on.</summary>
    public CancelProof Proof { get; }
}

/// <summary>The exchange accepted, but orders are left: it named rejects, or open orders of ours were seen afterwards.</summary>
/// <remarks>Proves that the exchange took the cancel. Does not prove that those named are open now: they may have been filled since.</remarks>
public sealed record SessionCancelPartial : SessionCancelOutcome
{
    /// <summary>States what went and what stayed.</summary>
    public SessionCancelPartial(
        SessionKey session,
        CommandId command,
        CancelEffort effort,
        ValueList<OrderId> canceled,
        CancelListing listing,
        ValueList<OrderId> rejects,
        ValueList<OrderId> open
    )
        : base(session, command, effort)
    {
        Canceled = canceled;
        Listing = listing;
        Rejects = rejects;
        Open = open;
    }

    /// <summary>The orders that the exchange says it canceled.</summary>
    public ValueList<OrderId> Canceled { get; internal init; }

    /// <summary>Whether <see cref="Canceled"/> names them all.</summary>
    public CancelListing Listing { get; }

    /// <summary>The orders that the exchange says it did not cancel, and that nothing has closed since; it does not say why.</summary>
    public ValueList<OrderId> Rejects { get; internal init; }

    /// <summary>The orders of ours that were seen open last, ascending, none of them in <see cref="Canceled"/>; empty also where verification is off.</summary>
    public ValueList<OrderId> Open { get; internal init; }
}

/// <summary>The engine refused: no request left the process for this command, and the session's orders are as they were.</summary>
public sealed record SessionCancelDenied : SessionCancelOutcome
{
    /// <summary>States why the engine refused.</summary>
    public SessionCancelDenied(SessionKey session, CommandId command, SessionCancelDeniedReason reason)
        : base(session, command, CancelEffort.None) => Reason = reason;

    /// <summary>Why.</summary>
    public SessionCancelDeniedReason Reason { get; }

    /// <summary>
    /// The node that runs the session by the latest word, where the reason is <see cref="SessionCancelDeniedReason.NotOnThisNode"/>; null: none is
    /// known to.
    /// </summary>
    public NodeName? Node { get; init; }
}

/// <summary>The exchange refused every request: none was executed, and the session's orders are as they were.</summary>
public sealed record SessionCancelRejected : SessionCancelOutcome
{
    /// <summary>States why the exchange refused.</summary>
    public SessionCancelRejected(
        SessionKey session,
        CommandId command,
        CancelEffort effort,
        SessionCancelRejectedReason reason,
        ExchangeReason said
    )
        : base(session, command, effort)
    {
        Reason = reason;
        Said = said;
    }

    /// <summary>Why, in the engine's terms.</summary>
    public SessionCancelRejectedReason Reason { get; }

    /// <summary>Why, in the exchange's words.</summary>
    public ExchangeReason Said { get; }
}

/// <summary>The engine cannot prove that the orders are gone: assume that they are live, and look at the exchange.</summary>
public sealed record SessionCancelUnconfirmed : SessionCancelOutcome
{
    /// <summary>States what could not be proven.</summary>
    public SessionCancelUnconfirmed(
        SessionKey session,
        CommandId command,
        CancelEffort effort,
        SessionCancelUnconfirmedReason reason,
        ExchangeReason said,
        ValueList<OrderId> canceled
    )
        : base(session, command, effort)
    {
        Reason = reason;
        Said = said;
        Canceled = canceled;
    }

    /// <summary>What is missing from the proof.</summary>
    public SessionCancelUnconfirmedReason Reason { get; }

    /// <summary>What the exchange said last, if it said anything.</summary>
    public ExchangeReason Said { get; }

    /// <summary>The orders that are known to be canceled all the same; never to be read as all of them.</summary>
    public ValueList<OrderId> Canceled { get; internal init; }

    /// <summary>The node that was asked, where the reason is <see cref="SessionCancelUnconfirmedReason.NodeSilent"/>.</summary>
    public NodeName? Node { get; init; }

    /// <summary>
    /// Until when, by the clock of the node that answers, an order request may still be executed that had left before: a
    /// cancel sent after that time, and accepted, takes what it opened. Null: none is known to be on its way.
    /// </summary>
    public DateTimeOffset? OrderMayLandUntil { get; init; }
}
