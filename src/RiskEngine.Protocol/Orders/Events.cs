namespace RiskEngine.Protocol;

/// <summary>The one answer to a <see cref="SubmitPrivateRequest"/>: one of the four records of this file.</summary>
public abstract record PrivateRequestOutcome : ISessionMessage
{
    private protected PrivateRequestOutcome(SessionKey session, CommandId command)
    {
        Session = session;
        Command = command;
    }

    /// <inheritdoc/>
    public SessionKey Session { get; }

    /// <summary>The command that is answered.</summary>
    public CommandId Command { get; }
}

/// <summary>
/// The exchange executed the request and answered. Proves no more than its answer says: an order that it placed may be filled
/// or canceled by now.
/// </summary>
public sealed record PrivateRequestAnswered : PrivateRequestOutcome
{
    /// <summary>Carries the exchange's answer.</summary>
    public PrivateRequestAnswered(SessionKey session, CommandId command, string json)
        : base(session, command) => Json = json;

    /// <summary>The answer's body: a JSON document, exactly as received; <c>null</c> where <see cref="OmittedCharacters"/> is above zero.</summary>
    public string Json { get; }

    /// <summary>
    /// How long the body was that does not fit a message between processes; zero: it is here. The request was executed all the
    /// same. A query can be asked for less at a time.
    /// </summary>
    public int OmittedCharacters { get; init; }
}

/// <summary>The engine refused. Proves that no request left the process for it, and nothing of other orders.</summary>
public sealed record PrivateRequestDenied : PrivateRequestOutcome
{
    /// <summary>States why.</summary>
    public PrivateRequestDenied(SessionKey session, CommandId command, PrivateRequestDeniedReason reason)
        : base(session, command) => Reason = reason;

    /// <summary>Why.</summary>
    public PrivateRequestDeniedReason Reason { get; }

    /// <summary>The engagement that holds, where the reason is <see cref="PrivateRequestDeniedReason.Halted"/>.</summary>
    public Engagement? Engagement { get; init; }

    /// <summary>
    /// The node that runs the session by the latest word, where the reason is <see cref="PrivateRequestDeniedReason.NotOnThisNode"/>; null: none is
    /// known to.
    /// </summary>
    public NodeName? Node { get; init; }
}

/// <summary>The exchange refused. Proves that the request was not executed, and nothing of other orders.</summary>
public sealed record PrivateRequestRejected : PrivateRequestOutcome
{
    /// <summary>States why.</summary>
    public PrivateRequestRejected(SessionKey session, CommandId command, ExchangeReason said)
        : base(session, command) => Said = said;

    /// <summary>Why, in the exchange's words.</summary>
    public ExchangeReason Said { get; }
}

/// <summary>Proves nothing: the request may or may not have been executed, and an order that it placed may be live.</summary>
public sealed record PrivateRequestUnconfirmed : PrivateRequestOutcome
{
    /// <summary>States what is known.</summary>
    public PrivateRequestUnconfirmed(SessionKey session, CommandId command, ExchangeReason said)
        : base(session, command) => Said = said;

    /// <summary>What the exchange said, if it said anything.</summary>
    public ExchangeReason Said { get; }

    /// <summary>The node that runs the session and was asked without an answer; null: it was this one.</summary>
    public NodeName? Node { get; init; }
}
