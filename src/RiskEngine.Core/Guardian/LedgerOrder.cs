namespace RiskEngine.Core;

/// <summary>An order that nothing has shown to be closed.</summary>
/// <param name="Origin">How it came to be known.</param>
/// <param name="DispatchedAt">When the request left that placed it, on the running clock; long ago where that is not known.</param>
/// <param name="KnownAt">When it became known, on the running clock.</param>
internal sealed record LedgerOrder(OrderOrigin Origin, TimeSpan DispatchedAt, TimeSpan KnownAt)
{
    /// <summary>Whose it is; null: not known.</summary>
    internal StrategyId? Strategy { get; init; }

    /// <summary>What the exchange said of it last, and how it was entered.</summary>
    internal OrderTerms Terms { get; init; } = OrderTerms.None;

    /// <summary>Whether a list of open orders has shown it: then it is of a kind that lists know.</summary>
    internal bool WasListed { get; init; }

    /// <summary>When the latest look began that showed it, or the latest answer came that calls it live; null: none has.</summary>
    internal TimeSpan? SeenOpenAt { get; init; }

    /// <summary>When the latest look began that did not show it; null: none has missed it.</summary>
    internal TimeSpan? MissedAt { get; init; }

    /// <summary>Whether it was called closed, and was listed for longer after that than a list may lag.</summary>
    internal bool WasCalledClosed { get; init; }

    /// <summary>Whether a cancel named it as not canceled.</summary>
    internal bool IsRejected { get; init; }

    /// <summary>How often an answer that names it called it live, or refused its cancel for good, since the cancel began.</summary>
    internal int TimesStillThere { get; init; }

    /// <summary>Whether its own cancel was answered last, and the answer does not say how it stands: it is asked, then.</summary>
    internal bool IsUnsaid { get; init; }

    /// <summary>When it may be canceled by itself again.</summary>
    internal Backoff Retry { get; init; } = Backoff.None;

    /// <summary>Whether the latest word on it was that it is open.</summary>
    internal bool IsSeenOpen => SeenOpenAt is { } seen && !(MissedAt > seen);

    /// <summary>Whether anything can be told from an order's absence: from a list, or from what the exchange finds.</summary>
    internal bool MayBeMissed(ExchangeCapabilities exchange) => WasListed || exchange.ListsKnow(Terms.EnteredBy);

    internal LedgerOrder Merge(LedgerOrder later) =>
        this with
        {
            Strategy = Strategy ?? later.Strategy,
            Terms = Terms.With(later.Terms),
            WasListed = WasListed || later.WasListed,
            SeenOpenAt = later.SeenOpenAt ?? SeenOpenAt,
            IsRejected = IsRejected || later.IsRejected,
        };
}

/// <summary>An order that is closed.</summary>
/// <param name="End">What closed it.</param>
/// <param name="At">When that was learned, on the running clock.</param>
/// <param name="By">The session-wide cancel whose answer names it; null: another answer does.</param>
/// <param name="Was">What was known of it before; null: nothing.</param>
internal sealed record ClosedOrder(OrderEnd End, TimeSpan At, AttemptId? By, LedgerOrder? Was)
{
    /// <summary>When the latest look began that showed it all the same; null: none has since <see cref="At"/>, or a later one did not.</summary>
    internal TimeSpan? ListedAt { get; init; }
}
