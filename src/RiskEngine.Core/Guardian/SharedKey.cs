namespace RiskEngine.Core;

/// <summary>Notices that somebody else sends with this session's key: a second engine, started by mistake.</summary>
/// <remarks>
/// Two things show it: a nonce above every one of ours, after the exchange had taken ours; and an order that a cancel
/// took and no request of ours opened. Neither is seen while the other only cancels, later than we do.
/// </remarks>
internal static class SharedKey
{
    /// <summary>
    /// The highest of our nonces was too low, after the exchange had taken one of ours: a higher one came in between,
    /// and not from us. Before the first that it took, it may just as well be an old one.
    /// </summary>
    internal static void TellIfNonceWasTopped(Turn turn, OpenAttempt attempt, ExchangeAnswer answer)
    {
        var state = turn.State;
        if (
            answer is ExchangeAnswer.NonceRefused { Kind: NonceRefusal.NotIncreased }
            && state.HighestAccepted < attempt.Request.Nonce
            && !(state.Nonces.Last > attempt.Request.Nonce)
        )
            Tell(turn, "the exchange has seen a higher nonce than any of ours");
    }

    /// <summary>A cancel was accepted that left when every order was known that it could take.</summary>
    internal static void TellIfStrangersWent(Turn turn, ExchangeAnswer.CancelAccepted accepted)
    {
        var ledger = turn.State.Ledger;
        if (!ledger.IsWhole)
            return;
        var strangers = accepted
            .Canceled.Where(order => !ledger.Open.ContainsKey(order) && !ledger.Closed.ContainsKey(order))
            .ToValueList();
        if (strangers.Count > 0)
            Tell(turn, $"a cancel took orders of this session that no request of ours has opened: {strangers}");
    }

    /// <summary>
    /// Once a session is proven to have no open orders, all its orders are those that are opened from then on: through here, where its
    /// strategies trade through here alone. Leases, lost answers, a prefix of client ids and an account that is all ours say that they may not.
    /// </summary>
    internal static void After(Turn turn, SessionCancelOutcome outcome)
    {
        var state = turn.State;
        if (
            outcome is SessionCanceled { Proof: not CancelProof.AcceptedByExchange }
            && !state.Limits.OthersOpenOurs
            && !state.LastServed.IsEmpty
            && !OrderLane.MayLand(state, turn.Running)
        )
            state.Ledger = state.Ledger with { IsWhole = true };
    }

    private static void Tell(Turn turn, string what)
    {
        if (turn.State.IsKeyShared)
            return;
        turn.State.IsKeyShared = true;
        turn.Escalate(
            EscalationCause.KeyShared,
            $"Session {turn.State.Session}: {what}. Another process sends with this key: a second engine, or a program of "
                + "your own. Its cancels and ours refuse each other. Stop it."
        );
    }
}
