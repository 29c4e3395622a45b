namespace RiskEngine.Protocol;

/// <summary>Pull every open order that this session's key has placed off the exchange, now.</summary>
/// <remarks>
/// Answered with exactly one <see cref="SessionCancelOutcome"/>, to the sender, within the deadline plus a grace.
/// The answer rests on a request that was dispatched after the command arrived, never on an earlier one.
/// A command whose <see cref="Id"/> is pending joins it; one whose id was answered lately gets the same answer again,
/// except that a denied one is tried anew, since nothing left for it.
/// </remarks>
public sealed record CancelSession : ISessionMessage
{
    /// <summary>Asks for a cancel.</summary>
    /// <param name="session">The session whose orders are to go.</param>
    /// <param name="id">The command's own id, chosen by the sender.</param>
    /// <param name="strategy">The strategy on whose behalf it is asked, if any.</param>
    /// <param name="requestedBy">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="deadline">How long the engine may try before it says what it could not prove; above zero. Null: the configured default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deadline is zero or below.</exception>
    public CancelSession(
        SessionKey session,
        CommandId id,
        StrategyId? strategy,
        RequestedBy requestedBy,
        Reason reason,
        TimeSpan? deadline = null
    )
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(requestedBy);
        ArgumentNullException.ThrowIfNull(reason);
        if (deadline is { } given)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(given, TimeSpan.Zero, nameof(deadline));
        Session = session;
        Id = id;
        Strategy = strategy;
        RequestedBy = requestedBy;
        Reason = reason;
        Deadline = deadline;
    }

    /// <inheritdoc/>
    public SessionKey Session { get; }

    /// <summary>The command's own id.</summary>
    public CommandId Id { get; }

    /// <summary>The strategy on whose behalf it is asked, if any.</summary>
    public StrategyId? Strategy { get; }

    /// <summary>Who asks.</summary>
    public RequestedBy RequestedBy { get; }

    /// <summary>Why.</summary>
    public Reason Reason { get; }

    /// <summary>How long the engine may try; null: the configured default.</summary>
    public TimeSpan? Deadline { get; }
}
