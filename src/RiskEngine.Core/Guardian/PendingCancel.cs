namespace RiskEngine.Core;

/// <summary>A cancel command that is not answered yet.</summary>
/// <param name="Command">The command.</param>
/// <param name="ArrivedAt">When it arrived, on the running clock.</param>
/// <param name="DeadlineAt">When it is to be answered at the latest, on the running clock.</param>
internal sealed record PendingCancel(CancelSession Command, TimeSpan ArrivedAt, TimeSpan DeadlineAt)
{
    /// <summary>Whether the engine itself asks, or its kill switch, whoever has engaged that: it has room of its own.</summary>
    internal bool IsEngines { get; init; }

    /// <summary>The first request that was dispatched after the command arrived; only it and later ones count (I2).</summary>
    internal AttemptId? FirstAttempt { get; init; }

    /// <summary>When the exchange accepted one of them, on the running clock.</summary>
    internal TimeSpan? AcceptedAt { get; init; }

    /// <summary>The last request that had left by then: a look proves something of the command only if it left later.</summary>
    internal AttemptId ProvenAfter { get; init; }

    internal bool RestsOn(AttemptId attempt) => FirstAttempt is { } first && first <= attempt;
}
