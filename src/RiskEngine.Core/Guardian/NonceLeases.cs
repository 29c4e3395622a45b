namespace RiskEngine.Core;

/// <summary>Nonces for systems that send their own orders: given under the conditions under which an order would leave.</summary>
internal static class NonceLeases
{
    internal static void Grant(Turn turn, LeaseNonce command)
    {
        var state = turn.State;
        var against = OrderGate.Against(state, command.Strategy);
        if (state.Limits.IsKillOnly)
            Deny(NonceLeaseDeniedReason.KillOnly);
        else if (state.IsClosing)
            Deny(NonceLeaseDeniedReason.EngineStopping);
        else if (DeniedBy(against) is { } halted)
            Deny(halted);
        // Not before: a key without increasing nonces would take an order with it after the stop.
        else if (state.AnsweredLeases.To(command.Id) is { } already)
            turn.Add(new GuardianEffect.AnswerLease(already));
        else if (state.State != SessionState.Active || state.Ladder.Withheld is not null)
            Deny(NonceLeaseDeniedReason.NotActive);
        else if (!state.Cancels.IsEmpty || OrderLane.MayBeSwept(state) || AccountCancels.AreOut(state))
            Deny(NonceLeaseDeniedReason.CancelPending);
        else if (state.Budget.OrderAt > turn.Running)
            Deny(NonceLeaseDeniedReason.RateExhausted);
        else if (!NonceReserve.Covers(state, turn.Now))
            Deny(NonceLeaseDeniedReason.NoncesNotDurable);
        else if (!LedgerKeeper.Covers(state))
            Deny(NonceLeaseDeniedReason.OrdersNotDurable);
        else if (turn.Mint(Lane.Order) is NonceGrant.Minted minted)
            Give(turn, command, minted.Nonce);
        else
            Deny(NonceLeaseDeniedReason.NonceExhausted);

        void Deny(NonceLeaseDeniedReason reason) =>
            turn.Add(
                new GuardianEffect.AnswerLease(
                    new NonceLeaseDenied(command.Session, command.Id, reason)
                    {
                        Engagement =
                            reason == NonceLeaseDeniedReason.Halted
                                ? (against as KillSwitchState.Engaged)?.Foremost
                                : null,
                    }
                )
            );
    }

    private static NonceLeaseDeniedReason? DeniedBy(KillSwitchState against) =>
        against switch
        {
            KillSwitchState.Clear => null,
            KillSwitchState.Engaged => NonceLeaseDeniedReason.Halted,
            KillSwitchState.Unreadable => NonceLeaseDeniedReason.SwitchUnreadable,
            _ => throw ClosedUnion.Unhandled(against),
        };

    private static void Give(Turn turn, LeaseNonce command, Nonce nonce)
    {
        var leased = new NonceLeased(command.Session, command.Id, nonce);
        var state = turn.State;
        // Whoever has it may use it first: then a lower one of ours is refused for no other reason.
        state.HighestExplained = nonce;
        state.Ledger = state.Ledger.Doubt();
        state.AnsweredLeases = state.AnsweredLeases.Remember(command.Id, leased, state.Limits.RememberedAnswers);
        Stragglers.Note(turn, nonce);
        turn.Add(new GuardianEffect.AnswerLease(leased));
    }
}
