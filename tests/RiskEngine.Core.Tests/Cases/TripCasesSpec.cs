using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests.Cases;

/// <summary>Each signal trips, or is counted, or lets a count begin anew.</summary>
public sealed class TripCasesSpec
{
    private static readonly StrategyId Quoter = new("quoter");
    private static readonly CountLimit AtOnce = new(1, Sec(60));

    private static readonly TripLimits Limits = new()
    {
        GuardianFailures = AtOnce,
        UnprovenCancels = AtOnce,
        StoreLost = Sec(5),
        StrategyLoss = true,
        ClockSkew = Sec(30),
        Messages = AtOnce,
    };

    [Fact]
    public void Every_signal_must_be_decided_over() =>
        ClosedUnions.EachMustHaveAStory<TripSignal>(
            new Dictionary<Type, Action>
            {
                [typeof(TripSignal.GuardianFailed)] = () =>
                    CauseOf(new TripSignal.GuardianFailed(Session)).ShouldBe("crash-loop"),
                [typeof(TripSignal.CancelEnded)] = () =>
                    CauseOf(
                            new TripSignal.CancelEnded(
                                SwitchScript.Unconfirmed(Cancel("c1"), SessionCancelUnconfirmedReason.NoAnswer)
                            )
                        )
                        .ShouldBe("unproven-cancels"),
                [typeof(TripSignal.StoreFails)] = () =>
                    Hear(TripState.Initial, new TripSignal.StoreFails()).WakeAt.ShouldBe(Now + Sec(5)),
                [typeof(TripSignal.StoreIsWell)] = () =>
                    Hear(Hear(TripState.Initial, new TripSignal.StoreFails()).State, new TripSignal.StoreIsWell())
                        .WakeAt.ShouldBeNull(),
                [typeof(TripSignal.StrategyLost)] = () =>
                    CauseOf(new TripSignal.StrategyLost(Quoter)).ShouldBe("strategy-loss"),
                [typeof(TripSignal.ClockSkewed)] = () =>
                    CauseOf(new TripSignal.ClockSkewed(Session, Sec(31))).ShouldBe("clock-skew"),
                [typeof(TripSignal.OrderAsked)] = () =>
                    CauseOf(new TripSignal.OrderAsked(Order("o1"))).ShouldBe("order-rate"),
                [typeof(TripSignal.LeaseAsked)] = () =>
                    CauseOf(new TripSignal.LeaseAsked(Quoter)).ShouldBe("order-rate"),
                [typeof(TripSignal.WasReset)] = () =>
                {
                    var tripped = Hear(TripState.Initial, new TripSignal.StrategyLost(Quoter)).State;
                    Hear(tripped, new TripSignal.StrategyLost(Quoter)).Trip.ShouldBeNull();
                    var reset = Hear(tripped, new TripSignal.WasReset(new KillSwitchScope.Strategy(Quoter))).State;
                    Hear(reset, new TripSignal.StrategyLost(Quoter)).Trip.ShouldNotBeNull();
                },
                [typeof(TripSignal.Woke)] = () =>
                {
                    var failing = Hear(TripState.Initial, new TripSignal.StoreFails()).State;
                    TripRules
                        .Decide(Limits, failing, new TripSignal.Woke(), Now + Sec(5))
                        .Trip!.Cause.Name.ShouldBe("lost-store");
                },
            }
        );

    private static TimeSpan Now => Sec(100);

    private static string? CauseOf(TripSignal signal) => Hear(TripState.Initial, signal).Trip?.Cause.Name;

    private static TripDecision Hear(TripState state, TripSignal signal) =>
        TripRules.Decide(Limits, state, signal, Now);
}
