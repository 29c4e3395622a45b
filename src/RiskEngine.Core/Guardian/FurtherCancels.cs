namespace RiskEngine.Core;

/// <summary>When a session-wide cancel is worth its request again, after one was accepted.</summary>
internal static class FurtherCancels
{
    /// <summary>When the next one may leave; null: not before a look says so.</summary>
    internal static TimeSpan? NextAt(GuardianState state)
    {
        var findsNothing = state.Ledger.Open.IsEmpty && !MayFindMore(state);
        // Beside a look or a single cancel the two would race each other's nonces.
        return findsNothing || Reconciler.IsBusy(state, isAwaited: true) ? null : state.Reconciliation.SweepAt;
    }

    /// <summary>When one is wanted after a look; null: it showed nothing that one would take.</summary>
    internal static TimeSpan? After(Turn turn, Reconciliation looks, OpenOrdersSeen seen)
    {
        if (!seen.HasOpen && !(seen.HasStrangers && MayMiss(turn.State)))
            return looks.SweepAt;
        // At once the first time, since it may take in one request what single cancels take in hundreds; then ever more rarely.
        var wanted =
            looks.Sweeps == 0 ? turn.Running : turn.Running + turn.Limits.RetryLongest * Math.Pow(2, looks.Sweeps - 1);
        if (!seen.HasOpen && wanted < turn.State.UnnamedUntil)
            wanted = turn.State.UnnamedUntil;
        return looks.SweepAt <= wanted ? looks.SweepAt : wanted;
    }

    /// <summary>
    /// Whether an order that is listed, and that nobody has named, may be a predecessor's that had no time to write it, and was too young for
    /// the latest session-wide cancel. Nothing else tells it from another's.
    /// </summary>
    internal static bool MayFindMore(GuardianState state) => state.Reconciliation.HasStrangers && MayMiss(state);

    /// <summary>Only one that says what it took and what it did not can show that it missed nothing.</summary>
    private static bool MayMiss(GuardianState state) =>
        state.UnnamedUntil > TimeSpan.MinValue && !(state.CancelListedAt >= state.UnnamedUntil);

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
}
