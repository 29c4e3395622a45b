namespace RiskEngine.Host.Drill;

/// <summary>One session during a drill.</summary>
/// <param name="Session">The session.</param>
internal sealed record SessionProgress(SessionKey Session)
{
    /// <summary>Orders that the exchange opened.</summary>
    internal int Placed { get; init; }

    /// <summary>Orders that the engine did not let out, by reason.</summary>
    internal int Denied { get; init; }

    /// <summary>Orders that were refused by the exchange, or whose answer was lost.</summary>
    internal int Failed { get; init; }

    /// <summary>Open orders on the exchange's own book when the cancel was asked for; null before.</summary>
    internal int? OpenBefore { get; init; }

    /// <summary>Open orders on the exchange's own book now.</summary>
    internal int OpenNow { get; init; }

    /// <summary>The answer to the cancel; null until it comes.</summary>
    internal SessionCancelOutcome? Outcome { get; init; }

    /// <summary>There was something to cancel, the engine says flat, and the exchange's own book agrees.</summary>
    internal bool IsFlat => OpenBefore > 0 && Outcome is SessionCanceled && OpenNow == 0;
}
