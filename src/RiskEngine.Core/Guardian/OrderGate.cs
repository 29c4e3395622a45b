namespace RiskEngine.Core;

/// <summary>The kill switch as one session knows it: what the record says of it, and until that is known, engaged (I4, I5).</summary>
internal static class OrderGate
{
    /// <summary>What holds before the record was read, and again after every restart.</summary>
    internal static readonly KillSwitchState Unknown = new KillSwitchState.Unreadable(
        KillSwitchUnreadableReason.NotReadYet
    );

    internal static void Set(Turn turn, KillSwitchState known)
    {
        turn.EnterSwitch(known.Concerning(turn.State.Session));
        OrderLane.DenyWhileClosed(turn);
        turn.Add(
            new GuardianEffect.AnswerGate(new SessionGate(turn.State.Session, turn.State.Switch))
            {
                Strategies = turn.State.KnownStrategies.OrderBy(x => x.Value, StringComparer.Ordinal).ToValueList(),
            }
        );
    }

    /// <summary>What stops the strategy's orders; <see cref="KillSwitchState.Clear"/> when nothing does.</summary>
    internal static KillSwitchState Against(GuardianState state, StrategyId strategy) =>
        state.Switch.For(state.Session, strategy);
}
