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

    /// <summary>Open orders when the cancel was asked for, as the exchange said; null: not known.</summary>
    internal int? OpenBefore { get; init; }

    /// <summary>Open orders now: by the simulated exchange's own book, or by the last check of a real one.</summary>
    internal int OpenNow { get; init; }

    /// <summary>The answer to the cancel; null until it comes.</summary>
    internal SessionCancelOutcome? Outcome { get; init; }

    /// <summary>There was something to cancel, the engine says Canceled, and the book, where it can be read, agrees.</summary>
    internal bool IsProven => OpenBefore > 0 && Outcome is SessionCanceled && OpenNow == 0;
}
