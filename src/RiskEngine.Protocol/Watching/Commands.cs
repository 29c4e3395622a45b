namespace RiskEngine.Protocol;

/// <summary>Watch me: if I die or fall silent while I trade this session, its orders are nobody's.</summary>
/// <remarks>
/// Sent by the strategy's own actor, whose end is noticed. Answered with a <see cref="StrategyWatched"/>. Where the
/// session says <c>cancel-on-strategy-loss = on</c>, the loss cancels the session; it is published as
/// <see cref="StrategyLost"/> in any case. Registering again replaces the earlier registration. Kept over restarts of
/// the guardian.
/// </remarks>
public sealed record RegisterStrategy : ISessionMessage
{
    /// <summary>Asks to be watched.</summary>
    /// <param name="session">The session that the strategy trades.</param>
    /// <param name="strategy">The strategy.</param>
    /// <param name="silenceLimit">After how long without a message of the strategy to this session it counts as lost; above zero. Null: only its end counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is zero or below.</exception>
    public RegisterStrategy(SessionKey session, StrategyId strategy, TimeSpan? silenceLimit = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(strategy);
        if (silenceLimit is { } given)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(given, TimeSpan.Zero, nameof(silenceLimit));
        Session = session;
        Strategy = strategy;
        SilenceLimit = silenceLimit;
    }

    /// <inheritdoc/>
    public SessionKey Session { get; }

    /// <summary>The strategy.</summary>
    public StrategyId Strategy { get; }

    /// <summary>After how long of silence it counts as lost; null: never.</summary>
    public TimeSpan? SilenceLimit { get; }
}

/// <summary>I am alive, and have nothing else to say. Not answered.</summary>
/// <param name="Session">The session that the strategy trades.</param>
/// <param name="Strategy">The strategy.</param>
public sealed record StrategyAlive(SessionKey Session, StrategyId Strategy) : ISessionMessage;

/// <summary>Watch me no more: I end in good order, and my orders may stay. Not answered.</summary>
/// <param name="Session">The session.</param>
/// <param name="Strategy">The strategy.</param>
public sealed record UnregisterStrategy(SessionKey Session, StrategyId Strategy) : ISessionMessage;
