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
    public CancelEffort Effort { get; }
}

/// <summary>The exchange accepted and nothing of ours is left, as far as <see cref="Proof"/> says.</summary>
/// <remarks>
/// Proves that the exchange took a cancel that was dispatched after the command arrived, and named no reject. Does not prove
/// that the session stays flat: whoever sends orders past the guardian may have placed one since.
/// </remarks>
public sealed record SessionCanceled : SessionCancelOutcome
{
    /// <summary>States that the session is flat.</summary>
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
    public ValueList<OrderId> Canceled { get; }

    /// <summary>Whether <see cref="Canceled"/> names them all.</summary>
    public CancelListing Listing { get; }

    /// <summary>What the claim rests on.</summary>
    public CancelProof Proof { get; }

    /// <summary>
    /// Orders of ours that were placed before a request whose answer was lost, and were no longer open in two looks
    /// after it, ascending. That request canceled them, or they were filled or canceled before; nobody said which.
    /// Never all of them for certain: only orders placed through the guardian are known. Empty when
    /// <see cref="Listing"/> is <see cref="CancelListing.Complete"/>.
    /// </summary>
    public ValueList<OrderId> Gone { get; init; } = [];
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
    public ValueList<OrderId> Canceled { get; }

    /// <summary>Whether <see cref="Canceled"/> names them all.</summary>
    public CancelListing Listing { get; }

    /// <summary>The orders that the exchange says it did not cancel; it does not say why.</summary>
    public ValueList<OrderId> Rejects { get; }

    /// <summary>The orders of ours that were still open when last looked at; empty also where verification is off.</summary>
    public ValueList<OrderId> Open { get; }

    /// <summary>
    /// Orders of ours that were placed before a request whose answer was lost, and were no longer open in two looks
    /// after it, ascending. That request canceled them, or they were filled or canceled before; nobody said which.
    /// Never all of them for certain: only orders placed through the guardian are known. Empty when
    /// <see cref="Listing"/> is <see cref="CancelListing.Complete"/>.
    /// </summary>
    public ValueList<OrderId> Gone { get; init; } = [];
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
    public ValueList<OrderId> Canceled { get; }

    /// <summary>The node that was asked, where the reason is <see cref="SessionCancelUnconfirmedReason.NodeSilent"/>.</summary>
    public NodeName? Node { get; init; }
}
