namespace RiskEngine.Core;

/// <summary>The strategies that asked to be watched: when each was heard of last, and how long it may be silent.</summary>
internal static class Strategies
{
    internal static void Register(Turn turn, RegisterStrategy command)
    {
        var known = turn.State.Strategies;
        Know(turn, command.Strategy);
        var isWatched = known.ContainsKey(command.Strategy) || known.Count < turn.Limits.MaxStrategies;
        if (isWatched)
            turn.State.Strategies = known.SetItem(command.Strategy, new Watched(turn.Running, command.SilenceLimit));
        turn.Add(
            new GuardianEffect.AnswerRegistration(new StrategyWatched(turn.State.Session, command.Strategy, isWatched))
        );
        if (isWatched && OrderGate.Against(turn.State, command.Strategy) is not KillSwitchState.Clear)
            OrderGate.Tell(turn, command.Strategy);
    }

    /// <summary>Remembers that there is such a strategy; beyond as many as may be watched, none that is new.</summary>
    private static void Know(Turn turn, StrategyId strategy)
    {
        if (turn.State.KnownStrategies.Count < turn.Limits.MaxStrategies)
            turn.State.KnownStrategies = turn.State.KnownStrategies.Add(strategy);
    }

    internal static void Unregister(Turn turn, StrategyId strategy) =>
        turn.State.Strategies = turn.State.Strategies.Remove(strategy);

    internal static void Seen(Turn turn, StrategyId? strategy)
    {
        if (strategy is not null)
            Know(turn, strategy);
        if (strategy is not null && turn.State.Strategies.TryGetValue(strategy, out var watched))
            turn.State.Strategies = turn.State.Strategies.SetItem(strategy, watched with { SeenAt = turn.Running });
    }

    internal static void Lose(Turn turn, StrategyId strategy, StrategyLossCause cause)
    {
        if (!turn.State.Strategies.ContainsKey(strategy))
            return;
        Unregister(turn, strategy);
        var cancel = turn.Limits.CancelOnStrategyLoss
            ? EngineCancels.Begin(
                turn,
                $"strategy-{cause}".ToLowerInvariant(),
                $"strategy {strategy} was lost: {cause}"
            )
            : null;
        turn.Add(new GuardianEffect.Publish(new StrategyLost(turn.State.Session, strategy, cause, cancel)));
    }

    internal static void LoseSilent(Turn turn)
    {
        if (!(NextAt(turn.State) <= turn.Running))
            return;
        foreach (
            var (strategy, watched) in turn.State.Strategies.OrderBy(known => known.Key.Value, StringComparer.Ordinal)
        )
            if (watched.SilentAt <= turn.Running)
                Lose(turn, strategy, StrategyLossCause.Silent);
    }

    internal static TimeSpan? NextAt(GuardianState state) =>
        state.Strategies.IsEmpty ? null : state.Strategies.Values.Min(watched => watched.SilentAt);

    /// <param name="SeenAt">When the strategy was heard of last, on the running clock.</param>
    /// <param name="SilenceLimit">How long it may be silent; null: for ever.</param>
    internal readonly record struct Watched(TimeSpan SeenAt, TimeSpan? SilenceLimit)
    {
        internal TimeSpan? SilentAt => SilenceLimit is { } limit ? SeenAt.Plus(limit) : null;
    }
}
