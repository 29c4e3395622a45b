using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>Strategies that an engagement stops: each of their known orders is canceled by itself, and nobody else's.</summary>
/// <remarks>
/// Order entry was closed to the strategy before, so that nothing is added but what is out. The session-wide cancel would take
/// the other strategies' orders too.
/// </remarks>
internal static class StrategyStops
{
    internal static void Begin(Turn turn, StopStrategy command)
    {
        var state = turn.State;
        if (state.StrategyStops.Exists(stop => stop.Command.Id == command.Id))
            return;
        var own = state.Ledger.Open.Where(x => x.Value.Strategy == command.Strategy).Select(x => x.Key).ToList();
        var stop = new StrategyStop(command, turn.Running + command.Deadline, [.. own]);
        if (state.StrategyStops.Length >= state.Limits.MaxEngineCancels)
        {
            Answer(turn, stop, isCut: true);
            return;
        }

        state.StrategyStops = state.StrategyStops.Add(stop);
        state.Ledger = state.Ledger with { MustGo = state.Ledger.MustGo.Union(own) };
    }

    /// <summary>An order turned out live that was on its way when its strategy was stopped.</summary>
    /// <returns>Whether a stop takes it.</returns>
    internal static bool Takes(Turn turn, OrderId order, StrategyId strategy)
    {
        var state = turn.State;
        if (!state.StrategyStops.Exists(stop => stop.Command.Strategy == strategy))
            return false;
        foreach (var stop in state.StrategyStops)
            if (stop.Command.Strategy == strategy)
                state.StrategyStops = state.StrategyStops.Replace(stop, stop with { Orders = stop.Orders.Add(order) });
        state.Ledger = state.Ledger with { MustGo = state.Ledger.MustGo.Add(order) };
        return true;
    }

    /// <summary>Whether an order whose own answer was lost is to be asked after, though no cancel waits for proof.</summary>
    internal static bool AskAfter(GuardianState state, OrderInDoubt order) =>
        state.StrategyStops.Exists(stop => stop.Command.Strategy == order.Strategy);

    /// <summary>Ends what is certain or due.</summary>
    internal static void Settle(Turn turn)
    {
        foreach (var stop in turn.State.StrategyStops)
            if (stop.DeadlineAt <= turn.Running || IsCertain(turn.State, stop))
                End(turn, stop, isCut: false);
    }

    /// <summary>The guardian ends: whoever asked is told what is known so far.</summary>
    internal static void AnswerAll(Turn turn)
    {
        foreach (var stop in turn.State.StrategyStops)
            End(turn, stop, isCut: true);
    }

    internal static TimeSpan? NextAt(GuardianState state) =>
        state.StrategyStops.IsEmpty ? null : state.StrategyStops.Min(stop => stop.DeadlineAt);

    /// <summary>Whether nothing more can come of it: all is closed and none of its requests is out.</summary>
    private static bool IsCertain(GuardianState state, StrategyStop stop) =>
        !state.Open.Exists(open => open.For?.Strategy == stop.Command.Strategy)
        && !state.InDoubt.Exists(order => order.Strategy == stop.Command.Strategy)
        && !state.Ledger.Open.Any(x => x.Value.Strategy == stop.Command.Strategy);

    private static void End(Turn turn, StrategyStop stop, bool isCut)
    {
        turn.State.StrategyStops = turn.State.StrategyStops.Remove(stop);
        Answer(turn, stop, isCut);
    }

    private static void Answer(Turn turn, StrategyStop stop, bool isCut)
    {
        var (state, strategy) = (turn.State, stop.Command.Strategy);
        var orders = OrdersOf(state, stop);
        var isKnown =
            state.KnownStrategies.Contains(strategy)
            || !stop.Orders.IsEmpty
            || state.Ledger.Open.Any(x => x.Value.Strategy == strategy);
        turn.Add(
            new GuardianEffect.AnswerStop(
                new StrategyStopEnded(state.Session, stop.Command.Id, isKnown, orders) { IsCut = isCut }
            )
        );
    }

    private static StrategyOrders OrdersOf(GuardianState state, StrategyStop stop)
    {
        var strategy = stop.Command.Strategy;
        var own = state.Ledger.Open.Where(x => x.Value.Strategy == strategy).ToList();
        return new StrategyOrders
        {
            Canceled = Closed(OrderEnd.Canceled),
            Filled = Closed(OrderEnd.Filled),
            Gone = Closed(OrderEnd.Gone),
            Open = InOrder(own.Where(x => x.Value.IsSeenOpen).Select(x => x.Key)),
            Unaccounted = InOrder(own.Where(x => !x.Value.IsSeenOpen).Select(x => x.Key)),
            OfUnknownStrategy = InOrder(state.Ledger.Open.Where(x => x.Value.Strategy is null).Select(x => x.Key)),
            Unanswered =
                state.Open.Count(open => open.For?.Strategy == strategy)
                + state.InDoubt.Count(order => order.Strategy == strategy)
                + state.GivenUpRequests.Count(lost =>
                    lost is { IsNameless: true, For.Strategy: var whose }
                    && whose == strategy
                    // One that an accepted session-wide cancel fenced off, or took, can have left nothing.
                    && !(state.Nonces.Mode is not NonceMode.TimeBased && lost.DispatchedAt < state.CancelAcceptedAt)
                ),
            Others = state.Ledger.Open.Count(x => x.Value.Strategy is { } other && other != strategy),
        };

        ValueList<OrderId> Closed(OrderEnd end) =>
            InOrder(stop.Orders.Where(order => state.Ledger.Closed.GetValueOrDefault(order)?.End == end));

        static ValueList<OrderId> InOrder(IEnumerable<OrderId> orders) => orders.Order().ToValueList();
    }
}

/// <summary>A strategy that is being stopped in a session.</summary>
/// <param name="Command">What was asked.</param>
/// <param name="DeadlineAt">When it is answered at the latest, on the running clock.</param>
/// <param name="Orders">The strategy's orders that were open since it was asked.</param>
internal sealed record StrategyStop(StopStrategy Command, TimeSpan DeadlineAt, ImmutableHashSet<OrderId> Orders);

/// <summary>From the kill switch to a guardian that has closed a strategy's order entry: cancel its known orders by id.</summary>
/// <param name="Session">The guardian's session.</param>
/// <param name="Id">The command's own id.</param>
/// <param name="Strategy">The strategy.</param>
/// <param name="By">Who engaged it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Deadline">By when it is to be answered; above zero.</param>
public sealed record StopStrategy(
    SessionKey Session,
    CommandId Id,
    StrategyId Strategy,
    RequestedBy By,
    Reason Reason,
    TimeSpan Deadline
) : ISessionMessage;

/// <summary>What became of a strategy's orders.</summary>
/// <param name="Session">The session.</param>
/// <param name="Command">What was asked.</param>
/// <param name="IsKnown">Whether the session has heard of the strategy.</param>
/// <param name="Orders">Its orders.</param>
public sealed record StrategyStopEnded(SessionKey Session, CommandId Command, bool IsKnown, StrategyOrders Orders)
{
    /// <summary>Whether the guardian could not go on, and is worth another try.</summary>
    public bool IsCut { get; init; }
}
