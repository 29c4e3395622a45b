using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

public sealed class StrategiesSpec
{
    private static readonly StrategyId Strategy = new("strategy-1");

    [Fact]
    public void Session_must_be_canceled_when_a_watched_strategy_dies()
    {
        var guardian = Watching(null);
        guardian.Feed(new GuardianInput.StrategyDied(Strategy));
        var lost = guardian.MustHavePublished<StrategyLost>();
        lost.Cause.ShouldBe(StrategyLossCause.Died);
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        guardian
            .Latest.OfType<GuardianEffect.AnswerCancel>()
            .ShouldHaveSingleItem()
            .Outcome.Command.ShouldBe(lost.Cancel);
    }

    [Fact]
    public void Session_must_be_canceled_when_a_watched_strategy_is_silent_too_long()
    {
        var guardian = Watching(Sec(5));
        guardian.Passes(Sec(4));
        guardian.ReceivesOrder("o1");
        guardian.Answers(guardian.MustHaveSentOrder(), Says.Done());
        guardian.Passes(Sec(4));
        guardian.Feed(new GuardianInput.StrategySeen(Strategy));
        guardian.Passes(Ms(4999));
        guardian.MustHaveSentNothing();
        guardian.Passes(Ms(1));
        guardian.MustHavePublished<StrategyLost>().Cause.ShouldBe(StrategyLossCause.Silent);
        guardian.MustHaveSentCancel();
    }

    [Fact]
    public void Strategy_must_be_watched_for_ever_when_its_limit_is_one_that_no_clock_reaches()
    {
        foreach (var limit in new[] { TimeSpan.MaxValue, TimeSpan.MaxValue - Sec(60) })
        {
            var guardian = Watching(limit);
            guardian.Passes(Sec(3600));
            guardian.MustHaveSentNothing();
            guardian.Feed(new GuardianInput.StrategyDied(Strategy));
            guardian.MustHavePublished<StrategyLost>().Cause.ShouldBe(StrategyLossCause.Died);
        }
    }

    [Fact]
    public void Loss_must_only_be_told_when_the_session_is_not_set_to_cancel()
    {
        var guardian = Watching(null, Limits with { CancelOnStrategyLoss = false });
        guardian.Feed(new GuardianInput.StrategyDied(Strategy));
        guardian.MustHavePublished<StrategyLost>().Cancel.ShouldBeNull();
        guardian.MustBeDone();
    }

    [Fact]
    public void Nothing_must_happen_when_a_strategy_unregistered_before_it_ended()
    {
        var guardian = Watching(Sec(5));
        guardian.Feed(new GuardianInput.StrategyUnregistered(Strategy));
        guardian.Feed(new GuardianInput.StrategyDied(Strategy));
        guardian.Passes(Sec(60));
        guardian.MustBeDone();
    }

    [Fact]
    public void Watched_strategy_must_be_told_when_the_kill_switch_stops_it_and_when_it_may_come_back()
    {
        var guardian = Watching(null);
        var own = Switches.Engaged(KillSwitchHistory.Empty, new KillSwitchScope.Strategy(Strategy)).Engagement;
        var others = Switches
            .Engaged(KillSwitchHistory.Empty, new KillSwitchScope.Strategy(new StrategyId("two")))
            .Engagement;

        guardian.HearsOf(others);
        guardian.Latest.OfType<GuardianEffect.TellStrategy>().ShouldBeEmpty("another's stop is none of its business");
        guardian.HearsOf(others, own);
        Told(guardian).ShouldBe(new StrategyGate(Session, Strategy, KillSwitchState.Of([own])));
        guardian.HearsOf(own);
        guardian.Latest.OfType<GuardianEffect.TellStrategy>().ShouldBeEmpty("it is stopped as before");
        guardian.HearsOf();
        Told(guardian).ShouldBe(new StrategyGate(Session, Strategy, KillSwitchState.Clear.Instance));
    }

    [Fact]
    public void Strategy_that_registers_while_it_is_stopped_must_be_told_so()
    {
        var guardian = new GuardianScript();
        var own = Switches.Engaged(KillSwitchHistory.Empty, new KillSwitchScope.Strategy(Strategy)).Engagement;
        guardian.HearsOf(own);

        guardian.Feed(new GuardianInput.StrategyRegistered(new RegisterStrategy(Session, Strategy)));

        Told(guardian).Switch.ShouldBe(KillSwitchState.Of([own]));
    }

    private static StrategyGate Told(GuardianScript guardian) =>
        guardian.Latest.OfType<GuardianEffect.TellStrategy>().ShouldHaveSingleItem().Event;

    [Fact]
    public void Strategy_must_be_told_that_it_is_not_watched_when_there_are_as_many_as_may_be()
    {
        var guardian = new GuardianScript(Limits with { MaxStrategies = 1 });
        guardian.Feed(new GuardianInput.StrategyRegistered(new RegisterStrategy(Session, Strategy)));
        guardian.MustHaveAnsweredRegistration().IsWatched.ShouldBeTrue();
        guardian.Feed(new GuardianInput.StrategyRegistered(new RegisterStrategy(Session, new StrategyId("two"))));
        guardian.MustHaveAnsweredRegistration().IsWatched.ShouldBeFalse();
    }

    [Fact]
    public void Session_must_be_canceled_once_when_the_engine_starts_and_is_set_to()
    {
        var guardian = new GuardianScript(Limits with { CancelOnStart = true });
        guardian.Answers(guardian.MustHaveSentCancel(), Says.Accepted(1));
        var outcome = guardian.Latest.OfType<GuardianEffect.AnswerCancel>().ShouldHaveSingleItem().Outcome;
        outcome.ShouldBeOfType<SessionCanceled>().Canceled.ShouldBe(Ids(1));
        guardian.LosesSender();
        guardian.ComesUpAgain();
        guardian.MustHaveSentNothing();
    }

    private static GuardianScript Watching(TimeSpan? silence, GuardianLimits? limits = null)
    {
        var guardian = new GuardianScript(limits);
        guardian.Feed(new GuardianInput.StrategyRegistered(new RegisterStrategy(Session, Strategy, silence)));
        guardian.MustHaveAnsweredRegistration().IsWatched.ShouldBeTrue();
        return guardian;
    }
}
