using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

/// <summary>A strategy that is stopped loses its own known orders, each by its id, and nobody else loses any.</summary>
public sealed class StrategyStopSpec
{
    private static readonly StrategyId Grid = new("grid");
    private static readonly StrategyId Quoter = new("quoter");

    private static readonly Engagement OfGrid = Switches
        .Engaged(KillSwitchHistory.Empty, new KillSwitchScope.Strategy(Grid))
        .Engagement;

    [Fact]
    public void Own_orders_must_be_canceled_by_id_and_those_of_others_stay_and_be_counted()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Open(guardian, Grid, 1);
        Open(guardian, Quoter, 2);
        Open(guardian, Grid, 3);
        Stop(guardian);

        guardian.Answers(guardian.MustHaveCanceledDirectly(1), Says.Gone(1));
        MustNotHaveEnded(guardian);
        guardian.Answers(guardian.MustHaveCanceledDirectly(3), Says.Filled(3));

        var ended = MustHaveEnded(guardian);
        ended.IsKnown.ShouldBeTrue();
        ended.IsCut.ShouldBeFalse();
        ended.Orders.ShouldBe(
            new StrategyOrders
            {
                Canceled = [new OrderId(1)],
                Filled = [new OrderId(3)],
                Others = 1,
            }
        );
        ended.Orders.IsProven.ShouldBeTrue();
        guardian.MustHaveSentNothing();
        guardian.State.Ledger.Open.Keys.ShouldBe([new OrderId(2)]);
        guardian.Passes(Sec(5));
        guardian.State.Ledger.Open.Keys.ShouldBe([new OrderId(2)]);
    }

    [Fact]
    public void Strategy_that_nobody_has_heard_of_must_be_said_so_at_once()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Stop(guardian);

        var ended = MustHaveEnded(guardian);
        ended.IsKnown.ShouldBeFalse();
        ended.Orders.ShouldBe(StrategyOrders.None);
    }

    [Fact]
    public void Order_that_was_on_its_way_must_be_waited_for_and_canceled_too()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        guardian.Receives(OrderOf(Grid, "late"));
        var late = guardian.MustHaveSentOrder();
        Stop(guardian);
        MustNotHaveEnded(guardian);

        guardian.Answers(late, Says.Opened(9));
        guardian.Answers(guardian.MustHaveCanceledDirectly(9), Says.Gone(9));

        MustHaveEnded(guardian).Orders.ShouldBe(new StrategyOrders { Canceled = [new OrderId(9)] });
        guardian.Latest.OfType<GuardianEffect.Escalate>().ShouldBeEmpty();
    }

    [Fact]
    public void Orders_must_be_named_as_open_or_unaccounted_when_the_time_is_over()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Open(guardian, Grid, 1);
        Open(guardian, Grid, 2);
        Stop(guardian);
        guardian.Answers(guardian.MustHaveCanceledDirectly(1), Says.StillLive(1));
        guardian.Passes(Sec(2));

        var ended = MustHaveEnded(guardian);
        ended.Orders.IsProven.ShouldBeFalse();
        ended.Orders.Open.Concat(ended.Orders.Unaccounted).Order().ShouldBe([new OrderId(1), new OrderId(2)]);
        ended.Orders.Open.ShouldContain(new OrderId(1));
    }

    [Fact]
    public void Lost_answer_of_the_strategy_must_keep_the_stop_from_being_proven()
    {
        var guardian = new GuardianScript(Limits);
        guardian.Receives(OrderOf(Grid, "lost"));
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Unknown());
        Stop(guardian);

        var ended = MustHaveEnded(guardian);
        ended.Orders.ShouldBe(new StrategyOrders { Unanswered = 1 });
        ended.Orders.IsProven.ShouldBeFalse();
    }

    [Fact]
    public void Order_of_which_nobody_knows_whose_it_is_must_be_named_left_alone_and_prove_nothing()
    {
        var guardian = new GuardianScript(OwnOrdersLimits, isUp: false);
        guardian.ReadsOrders(
            new OrderLedgerReading.Known(
                [new KeptOrder(new OrderId(4), null), new KeptOrder(new OrderId(5), Grid)],
                OrderLedgerStanding.InUse
            )
        );
        Stop(guardian);
        guardian.Answers(guardian.MustHaveCanceledDirectly(5), Says.Gone(5));

        var ended = MustHaveEnded(guardian);
        ended.IsKnown.ShouldBeTrue();
        ended.Orders.ShouldBe(new StrategyOrders { Canceled = [new OrderId(5)], OfUnknownStrategy = [new OrderId(4)] });
        ended.Orders.IsProven.ShouldBeFalse();
        guardian.TakeSingleCancel().ShouldBeNull();
    }

    [Fact]
    public void Whoever_waits_must_be_told_what_is_known_when_the_guardian_ends()
    {
        var guardian = new GuardianScript(OwnOrdersLimits);
        Open(guardian, Grid, 1);
        Stop(guardian);
        guardian.LosesSender();

        var ended = MustHaveEnded(guardian);
        ended.IsCut.ShouldBeTrue();
        ended.Orders.Unaccounted.Concat(ended.Orders.Open).ShouldBe([new OrderId(1)]);
    }

    [Fact]
    public void Stop_must_be_answered_at_once_and_be_worth_another_try_when_too_many_are_pending()
    {
        var guardian = new GuardianScript(OwnOrdersLimits with { MaxEngineCancels = 1 });
        Open(guardian, Grid, 1);
        Stop(guardian);

        guardian.Feed(
            new GuardianInput.StrategyStopWanted(
                new StopStrategy(Session, new CommandId("s2"), Grid, Switches.Ann, new Reason("spread gone"), Sec(1))
            )
        );

        MustHaveEnded(guardian, "s2").IsCut.ShouldBeTrue();
        guardian.State.StrategyStops.ShouldHaveSingleItem();
    }

    private static void Stop(GuardianScript guardian)
    {
        guardian.HearsOf(OfGrid);
        guardian.MustHaveAnsweredGate();
        guardian.Feed(
            new GuardianInput.StrategyStopWanted(
                new StopStrategy(Session, new CommandId("s1"), Grid, Switches.Ann, new Reason("spread gone"), Sec(2))
            )
        );
    }

    private static void Open(GuardianScript guardian, StrategyId strategy, ulong order)
    {
        var command = guardian.Receives(OrderOf(strategy, $"o{order}"));
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Opened(order));
        guardian.MustAnswer<PrivateRequestAnswered>(command);
    }

    private static SubmitPrivateRequest OrderOf(StrategyId strategy, string id) =>
        new(Session, new CommandId(id), strategy, Order(id).Endpoint, Order(id).Fields);

    private static StrategyStopEnded MustHaveEnded(GuardianScript guardian, string command = "s1") =>
        guardian.MustHaveEndedStop(new CommandId(command));

    private static void MustNotHaveEnded(GuardianScript guardian) =>
        guardian.Latest.OfType<GuardianEffect.AnswerStop>().ShouldBeEmpty();
}
