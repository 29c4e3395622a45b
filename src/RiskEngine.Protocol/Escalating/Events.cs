namespace RiskEngine.Protocol;

/// <summary>A session needs more than its guardian can do; everyone who had asked it has been answered before.</summary>
/// <remarks>Proves that the cause occurred. What is known of the orders stands in the outcome that was answered, not here.</remarks>
/// <param name="Session">The session.</param>
/// <param name="Cause">What happened.</param>
/// <param name="Detail">One line for the person at three in the morning: what happened, what is proven, what to do next.</param>
public sealed record SessionEscalated(SessionKey Session, EscalationCause Cause, string Detail) : ISessionMessage;

/// <summary>Published when a guardian takes a step of its ladder; everyone who had asked has been answered before.</summary>
/// <remarks>Proves that the step was begun, not that it did anything: see <see cref="EscalationStep"/>.</remarks>
/// <param name="Session">The session.</param>
/// <param name="Step">The step.</param>
/// <param name="Command">The cancel that could not be proven.</param>
public sealed record EscalationStepTaken(SessionKey Session, EscalationStep Step, CommandId Command) : ISessionMessage;

/// <summary>Published when an account-wide cancel of the ladder was accepted, or was tried for as long as a cancel may take.</summary>
/// <remarks>
/// Accepted, it proves that the exchange took the request. Does not prove that the account has no open orders, since nobody looked
/// afterwards; the answer that was given before stays as it is.
/// </remarks>
/// <param name="Session">The session whose key signed.</param>
/// <param name="Command">The cancel that could not be proven.</param>
/// <param name="Last">The last request; only <see cref="AttemptResult.Accepted"/> proves that one was executed.</param>
/// <param name="Canceled">The orders that the exchange says it canceled, the whole account's; nobody looked afterwards.</param>
/// <param name="Rejects">The orders that the exchange says it did not cancel.</param>
public sealed record AccountCancelEnded(
    SessionKey Session,
    CommandId Command,
    CancelAttempt Last,
    ValueList<OrderId> Canceled,
    ValueList<OrderId> Rejects
) : ISessionMessage
{
    /// <summary>
    /// The other nodes that had not said by then that they let no order of the account out: they were not reached, or run an older
    /// build. Orders of theirs may have left while the cancel was out, and may be open. Every other node that was known had
    /// closed its order entry when it answered; nothing is known of when within the cancel that was.
    /// </summary>
    public ValueList<NodeName> Unheard
    {
        get;
        init => field = value ?? [];
    } = [];
}

/// <summary>A session lets other things pass than before. Proves what its guardian lets pass from now on, and nothing of open orders.</summary>
/// <param name="Session">The session.</param>
/// <param name="From">Its state until now.</param>
/// <param name="To">Its state from now on.</param>
public sealed record SessionStateChanged(SessionKey Session, SessionState From, SessionState To) : ISessionMessage;
