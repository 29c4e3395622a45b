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
        var before = turn.State.Strategies.Keys.ToDictionary(x => x, x => Against(turn.State, x));
        turn.EnterSwitch(Concerning(turn.State.Session, known));
        foreach (var (strategy, was) in before.OrderBy(x => x.Key.Value, StringComparer.Ordinal))
            if (was is KillSwitchState.Clear != Against(turn.State, strategy) is KillSwitchState.Clear)
                Tell(turn, strategy);
        OrderLane.DenyWhileClosed(turn);
        turn.Add(
            new GuardianEffect.AnswerGate(new SessionGate(turn.State.Session, turn.State.Switch))
            {
                Account = turn.State.Account,
                Strategies = turn.State.KnownStrategies.OrderBy(x => x.Value, StringComparer.Ordinal).ToValueList(),
            }
        );
    }

    /// <summary>
    /// What stops the strategy's orders, or, where none is named, whatever is no one strategy's; <see cref="KillSwitchState.Clear"/>
    /// when nothing does.
    /// </summary>
    internal static KillSwitchState Against(GuardianState state, StrategyId? strategy) =>
        state.Switch is KillSwitchState.Engaged engaged
            ? KillSwitchState.Of(
                engaged.Engagements.Where(x =>
                    x.Scope is not KillSwitchScope.Strategy || x.Scope.Covers(state.Session, strategy)
                )
            )
            : state.Switch;

    /// <summary>Tells a watched strategy what stops its orders: it may be in another process, and hear nothing else of it.</summary>
    internal static void Tell(Turn turn, StrategyId strategy) =>
        turn.Add(
            new GuardianEffect.TellStrategy(
                new StrategyGate(turn.State.Session, strategy, Against(turn.State, strategy))
            )
        );

    /// <summary>
    /// What concerns the session. Which accounts' scopes hold it the kill switch knows, by more than the session's name, and sends
    /// no others.
    /// </summary>
    private static KillSwitchState Concerning(SessionKey session, KillSwitchState known) =>
        known is KillSwitchState.Engaged engaged
            ? KillSwitchState.Of(
                engaged.Engagements.Where(x => x.Scope is KillSwitchScope.Account || x.Scope.Concerns(session))
            )
            : known;
}
