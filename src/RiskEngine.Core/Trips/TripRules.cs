using System.Collections.Immutable;
using System.Globalization;

namespace RiskEngine.Core;

/// <summary>Decides when the engine itself engages the kill switch. Pure; engaging is the caller's.</summary>
/// <remarks>A cause trips once for a scope, and again only after a person has reset that scope.</remarks>
public static class TripRules
{
    private const string ClientOrderId = "client_order_id";

    /// <summary>Decides what one signal means.</summary>
    /// <param name="limits">At what to trip.</param>
    /// <param name="state">What is counted; the last decision's state.</param>
    /// <param name="signal">What happened.</param>
    /// <param name="now">The running clock.</param>
    public static TripDecision Decide(TripLimits limits, TripState state, TripSignal signal, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(state);
        var (after, trip) = signal switch
        {
            TripSignal.GuardianFailed x => Count(
                state,
                now,
                limits.GuardianFailures,
                "crash-loop",
                new KillSwitchScope.Session(x.Session),
                $"{x.Session}: guardian failures"
            ),
            TripSignal.CancelEnded x when IsUnproven(x.Outcome) => Count(
                state,
                now,
                limits.UnprovenCancels,
                "unproven-cancels",
                new KillSwitchScope.Session(x.Outcome.Session),
                $"{x.Outcome.Session}: cancels without proof"
            ),
            TripSignal.StoreFails => (state with { StoreFailsSince = state.StoreFailsSince ?? now }, null),
            TripSignal.StoreIsWell => (state with { StoreFailsSince = null }, null),
            TripSignal.StrategyLost x when limits.StrategyLoss => Once(
                state,
                "strategy-loss",
                new KillSwitchScope.Strategy(x.Strategy),
                $"strategy {x.Strategy} was lost"
            ),
            TripSignal.ClockSkewed x when x.Skew.Duration() > limits.ClockSkew => Once(
                state,
                "clock-skew",
                new KillSwitchScope.Session(x.Session),
                $"{x.Session}: clocks {Seconds(x.Skew)} apart, limit {Seconds(limits.ClockSkew.Value)}"
            ),
            TripSignal.OrderAsked x => Asked(limits, state, now, x.Command),
            TripSignal.LeaseAsked x => Message(limits, state, now, x.Strategy),
            TripSignal.WasReset x => (Forget(state, x.Scope), null),
            // A cancel with proof, or what is not to trip; time alone is looked at below.
            TripSignal.CancelEnded or TripSignal.StrategyLost or TripSignal.ClockSkewed or TripSignal.Woke => (
                state,
                null
            ),
            _ => throw ClosedUnion.Unhandled(signal),
        };
        if (trip is null && limits.StoreLost is { } patience && after.StoreFailsSince + patience <= now)
            (after, trip) = Once(
                after,
                "lost-store",
                KillSwitchScope.Everything.Instance,
                $"the kill switch's store has failed for {Seconds(patience)}"
            );
        return new TripDecision(
            after,
            trip,
            after.StoreFailsSince + limits.StoreLost is { } at && at > now ? at : null
        );
    }

    private static (TripState, Trip?) Asked(
        TripLimits limits,
        TripState state,
        TimeSpan now,
        SubmitPrivateRequest command
    )
    {
        var (counted, trip) = Message(limits, state, now, command.Strategy);
        if (trip is not null || limits.RepeatedOrders is null)
            return (counted, trip);
        var order = string.Join(' ', command.Fields.Fields.Where(field => field.Name != ClientOrderId));
        return Count(
            counted,
            now,
            limits.RepeatedOrders,
            "repeated-orders",
            new KillSwitchScope.Strategy(command.Strategy),
            $"strategy {command.Strategy}: the same order",
            $"{command.Session} {command.Endpoint} {order}"
        );
    }

    private static (TripState, Trip?) Message(TripLimits limits, TripState state, TimeSpan now, StrategyId strategy) =>
        Count(
            state,
            now,
            limits.Messages,
            "order-rate",
            new KillSwitchScope.Strategy(strategy),
            $"strategy {strategy}: messages"
        );

    /// <summary>Trips when it has happened as often as is too many, within the time.</summary>
    private static (TripState, Trip?) Count(
        TripState state,
        TimeSpan now,
        CountLimit? limit,
        string cause,
        KillSwitchScope scope,
        string what,
        string which = ""
    )
    {
        if (limit is null)
            return (state, null);
        var key = new TripState.Counted(scope, which);
        var counted = state.Times.GetValueOrDefault(
            cause,
            ImmutableDictionary<TripState.Counted, ImmutableQueue<TimeSpan>>.Empty
        );
        var times = counted.GetValueOrDefault(key, ImmutableQueue<TimeSpan>.Empty).Enqueue(now);
        while (times.Peek() <= now - limit.Within)
            times = times.Dequeue();
        var count = times.Count();
        if (count < limit.Most)
            return (With(Bounded(counted.SetItem(key, times))), null);
        return Once(With(counted.Remove(key)), cause, scope, $"{what}: {limit.Most} within {Seconds(limit.Within)}");

        TripState With(ImmutableDictionary<TripState.Counted, ImmutableQueue<TimeSpan>> changed) =>
            state with
            {
                Times = state.Times.SetItem(cause, changed),
            };
    }

    private static (TripState, Trip?) Once(TripState state, string cause, KillSwitchScope scope, string why) =>
        state.Tripped.Contains((cause, scope))
            ? (state, null)
            : (
                state with
                {
                    Tripped = state.Tripped.Add((cause, scope)),
                },
                new Trip(
                    new RequestedBy.Engine(cause),
                    scope,
                    new Reason(why.Length <= Reason.Limit ? why : why[..Reason.Limit])
                )
            );

    private static TripState Forget(TripState state, KillSwitchScope scope) =>
        state with
        {
            Tripped = [.. state.Tripped.Where(tripped => tripped.Scope != scope)],
            Times = state.Times.ToImmutableDictionary(
                cause => cause.Key,
                cause => cause.Value.RemoveRange(cause.Value.Keys.Where(key => key.Scope == scope))
            ),
        };

    private static ImmutableDictionary<TripState.Counted, ImmutableQueue<TimeSpan>> Bounded(
        ImmutableDictionary<TripState.Counted, ImmutableQueue<TimeSpan>> times
    ) =>
        times.Count <= TripState.MostCounted
            ? times
            : times.RemoveRange(times.OrderBy(x => x.Value.Last()).Take(times.Count / 2).Select(x => x.Key).ToList());

    private static bool IsUnproven(SessionCancelOutcome outcome) =>
        outcome switch
        {
            SessionCancelUnconfirmed or SessionCancelPartial => true,
            SessionCanceled or SessionCancelDenied or SessionCancelRejected => false,
            _ => throw ClosedUnion.Unhandled(outcome),
        };

    private static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
