using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class TripRulesSpec
{
    private static readonly StrategyId Quoter = new("quoter");
    private static readonly KillSwitchScope QuoterOnly = new KillSwitchScope.Strategy(Quoter);
    private static readonly KillSwitchScope SessionOnly = new KillSwitchScope.Session(Session);

    private TripState _state = TripState.Initial;
    private TimeSpan _now = Sec(100);
    private TimeSpan? _wakeAt;

    [Fact]
    public void Nothing_must_trip_when_every_limit_is_off()
    {
        for (var i = 0; i < 1000; i++)
        {
            Hear(new TripLimits(), Order("50000")).ShouldBeNull();
            Hear(new TripLimits(), new TripSignal.GuardianFailed(Session)).ShouldBeNull();
            Hear(new TripLimits(), new TripSignal.StoreFails()).ShouldBeNull();
        }

        _wakeAt.ShouldBeNull();
    }

    [Fact]
    public void Session_must_trip_at_the_failure_that_is_too_many_and_not_before()
    {
        var limits = new TripLimits { GuardianFailures = new CountLimit(3, Sec(60)) };

        Hear(limits, new TripSignal.GuardianFailed(Session)).ShouldBeNull();
        Hear(limits, new TripSignal.GuardianFailed(Session)).ShouldBeNull();
        var trip = Hear(limits, new TripSignal.GuardianFailed(Session));

        trip!.Scope.ShouldBe(SessionOnly);
        trip.Cause.ShouldBe(new RequestedBy.Engine("crash-loop"));
        trip.Reason.Text.ShouldBe("gemini/maker-1: guardian failures: 3 within 60 s");
    }

    [Fact]
    public void Session_must_not_trip_when_its_failures_are_far_enough_apart()
    {
        var limits = new TripLimits { GuardianFailures = new CountLimit(3, Sec(60)) };
        for (var i = 0; i < 20; i++)
        {
            Hear(limits, new TripSignal.GuardianFailed(Session)).ShouldBeNull();
            _now += Sec(30);
        }
    }

    [Fact]
    public void Cause_must_trip_once_for_a_scope_until_a_person_has_reset_it()
    {
        var limits = new TripLimits { Messages = new CountLimit(2, Sec(1)) };
        Hear(limits, Order("1"));
        Hear(limits, Order("2"))!.Scope.ShouldBe(QuoterOnly);
        for (var i = 0; i < 10; i++)
            Hear(limits, Order("3")).ShouldBeNull();

        Hear(limits, new TripSignal.WasReset(QuoterOnly));

        Hear(limits, Order("4")).ShouldBeNull("it is counted anew");
        Hear(limits, Order("5")).ShouldNotBeNull();
    }

    [Fact]
    public void Messages_must_be_counted_by_strategy_over_orders_and_leases()
    {
        var limits = new TripLimits { Messages = new CountLimit(3, Sec(1)) };
        Hear(limits, Order("1"));
        Hear(limits, new TripSignal.LeaseAsked(new StrategyId("other"))).ShouldBeNull();
        Hear(limits, new TripSignal.LeaseAsked(Quoter)).ShouldBeNull();

        Hear(limits, new TripSignal.LeaseAsked(Quoter))!.Cause.Name.ShouldBe("order-rate");
    }

    [Fact]
    public void Same_order_must_trip_whatever_its_client_order_id_also_between_others()
    {
        var limits = new TripLimits { RepeatedOrders = new CountLimit(3, Sec(10)) };
        Hear(limits, Order("50000", "a")).ShouldBeNull();
        Hear(limits, Order("50001", "b")).ShouldBeNull();
        Hear(limits, Order("50000", "c")).ShouldBeNull();
        Hear(limits, Order("50001", "d")).ShouldBeNull();

        var trip = Hear(limits, Order("50000", "e"));

        trip!.Cause.Name.ShouldBe("repeated-orders");
        trip.Scope.ShouldBe(QuoterOnly);
    }

    [Fact]
    public void Different_orders_must_not_trip_however_many_and_memory_must_stay_bounded()
    {
        var limits = new TripLimits { RepeatedOrders = new CountLimit(2, Sec(1000)) };
        for (var i = 0; i < 3 * TripState.MostCounted; i++)
        {
            Hear(limits, Order($"{i}")).ShouldBeNull();
            _now += Ms(1);
        }

        _state.Times.ShouldHaveSingleItem().Value.Count.ShouldBeLessThanOrEqualTo(TripState.MostCounted);
    }

    [Fact]
    public void Session_must_trip_at_its_fifth_failure_however_many_orders_were_counted_in_between()
    {
        var limits = new TripLimits
        {
            GuardianFailures = new CountLimit(5, Sec(600)),
            RepeatedOrders = new CountLimit(2, Sec(1000)),
        };
        for (var failures = 1; failures < 5; failures++)
        {
            Hear(limits, new TripSignal.GuardianFailed(Session)).ShouldBeNull();
            for (var i = 0; i < 4_500; i++)
                Hear(limits, Order($"{failures}.{i}")).ShouldBeNull();
            _now += Sec(100);
        }

        Hear(limits, new TripSignal.GuardianFailed(Session))!.Cause.Name.ShouldBe("crash-loop");
    }

    [Fact]
    public void Session_must_trip_again_after_a_reset_when_the_clocks_are_still_apart()
    {
        var limits = new TripLimits { ClockSkew = Sec(30) };
        Hear(limits, new TripSignal.ClockSkewed(Session, Sec(40))).ShouldNotBeNull();
        Hear(limits, new TripSignal.ClockSkewed(Session, Sec(40))).ShouldBeNull();

        Hear(limits, new TripSignal.WasReset(SessionOnly));

        Hear(limits, new TripSignal.ClockSkewed(Session, Sec(40))).ShouldNotBeNull();
    }

    [Fact]
    public void Everything_must_trip_when_the_store_has_failed_for_too_long_though_nothing_happens()
    {
        var limits = new TripLimits { StoreLost = Sec(10) };
        Hear(limits, new TripSignal.StoreFails()).ShouldBeNull();
        _wakeAt.ShouldBe(_now + Sec(10));
        _now += Sec(4);
        Hear(limits, new TripSignal.StoreFails()).ShouldBeNull();
        _now += Sec(6);

        var trip = Hear(limits, new TripSignal.Woke());

        trip!.Scope.ShouldBe(KillSwitchScope.Everything.Instance);
        trip.Cause.Name.ShouldBe("lost-store");
    }

    [Fact]
    public void Nothing_must_trip_when_the_store_is_well_again_in_time()
    {
        var limits = new TripLimits { StoreLost = Sec(10) };
        Hear(limits, new TripSignal.StoreFails());
        Hear(limits, new TripSignal.StoreIsWell());
        _wakeAt.ShouldBeNull();
        _now += Sec(60);
        Hear(limits, new TripSignal.Woke()).ShouldBeNull();
    }

    [Theory]
    [InlineData(5.0, false)]
    [InlineData(5.1, true)]
    [InlineData(-6.0, true)]
    public void Session_must_trip_when_the_clocks_are_too_far_apart(double seconds, bool trips)
    {
        var limits = new TripLimits { ClockSkew = Sec(5) };

        (Hear(limits, new TripSignal.ClockSkewed(Session, Sec(seconds))) is not null).ShouldBe(trips);
    }

    [Fact]
    public void Only_cancels_without_proof_must_count()
    {
        var limits = new TripLimits { UnprovenCancels = new CountLimit(1, Sec(60)) };
        var cancel = Cancel("c1");

        Hear(limits, new TripSignal.CancelEnded(SwitchScript.Canceled(cancel))).ShouldBeNull();
        Hear(
            limits,
            new TripSignal.CancelEnded(SwitchScript.Unconfirmed(cancel, SessionCancelUnconfirmedReason.NoAnswer))
        )!
            .Scope.ShouldBe(SessionOnly);
    }

    [Fact]
    public void Strategy_must_be_stopped_when_it_is_lost_and_the_settings_say_so()
    {
        Hear(new TripLimits { StrategyLoss = true }, new TripSignal.StrategyLost(Quoter))!.Scope.ShouldBe(QuoterOnly);
        _state = TripState.Initial;
        Hear(new TripLimits(), new TripSignal.StrategyLost(Quoter)).ShouldBeNull();
    }

    private Trip? Hear(TripLimits limits, TripSignal signal)
    {
        var decision = TripRules.Decide(limits, _state, signal, _now);
        (_state, _wakeAt) = (decision.State, decision.WakeAt);
        return decision.Trip;
    }

    private static TripSignal.OrderAsked Order(string price, string clientOrderId = "x") =>
        new(
            new SubmitPrivateRequest(
                Session,
                new CommandId("o"),
                Quoter,
                new PrivateEndpoint("/v1/order/new"),
                new RequestFields([
                    new RequestField.Text("price", price),
                    new RequestField.Text("client_order_id", clientOrderId),
                ])
            )
        );
}
