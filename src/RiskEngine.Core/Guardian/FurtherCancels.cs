namespace RiskEngine.Core;

/// <summary>When a session-wide cancel is worth its request again, after one was accepted.</summary>
internal static class FurtherCancels
{
    /// <summary>When the next one may leave; null: not before a look says so.</summary>
    internal static TimeSpan? NextAt(GuardianState state)
    {
        // Beside a look or a single cancel the two would race each other's nonces.
        if (Reconciler.IsBusy(state, isAwaited: true))
            return null;
        var known = state.Ledger.Open.IsEmpty ? null : state.Reconciliation.SweepAt;
        TimeSpan? unnamed = MayFindMore(state) ? state.UnnamedUntil : null;
        return known < unnamed ? known : unnamed ?? known;
    }

    /// <summary>
    /// Whether an order that is listed, and that nobody has named, may be a predecessor's that crashed, and was too young for
    /// the latest session-wide cancel. Nothing else tells it from another's.
    /// </summary>
    internal static bool MayFindMore(GuardianState state) =>
        state.Reconciliation.HasStrangers && !(state.CancelAcceptedAt >= state.UnnamedUntil);

    /// <summary>What a proof covers, no later cancel has to look for.</summary>
    internal static void After(Turn turn, SessionCancelOutcome outcome)
    {
        if (outcome is SessionCanceled { Proof: not CancelProof.AcceptedByExchange })
            turn.State.UnnamedUntil = TimeSpan.MinValue;
    }

    /// <summary>One left: the next one that a look wants waits for twice as long.</summary>
    internal static void Left(Turn turn)
    {
        if (turn.State.Reconciliation is { SweepAt: not null } looks)
            turn.State.Reconciliation = looks with { SweepAt = null, Sweeps = looks.Sweeps + 1 };
    }

    /// <summary>At once the first time, since it may take in one request what single cancels take in hundreds; then ever more rarely.</summary>
    internal static TimeSpan Next(Turn turn, Reconciliation looks) =>
        looks.Sweeps == 0 ? turn.Running : turn.Running + turn.Limits.RetryLongest * Math.Pow(2, looks.Sweeps - 1);
}
