using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

public sealed class LivenessSpec : VirtualSpec
{
    [Fact]
    public void Session_must_be_canceled_when_a_registered_strategy_ends()
    {
        var engine = Start();
        var strategy = World.System.ActorOf(Props.Create(() => new QuotingActor(engine.Router, Test.Ref)));
        Test.Expect<StrategyWatched>();
        Test.Subscribe<StrategyLost>();
        Test.Subscribe<SessionCanceled>();

        strategy.Tell(PoisonPill.Instance);

        var lost = Test.Expect<StrategyLost>();
        lost.Cause.ShouldBe(StrategyLossCause.Died);
        Test.Expect<SessionCanceled>().Command.ShouldBe(lost.Cancel);
    }

    [Fact]
    public void Strategy_must_still_be_watched_when_the_guardian_restarted()
    {
        var engine = Start("risk-engine.supervision { sender-restarts = 0 }");
        var strategy = World.System.ActorOf(Props.Create(() => new QuotingActor(engine.Router, Test.Ref)));
        Test.Expect<StrategyWatched>();
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(new InvalidOperationException("a defect"));
        engine.Router.Tell(Cancel(Maker), Test.Ref);
        Test.Expect<SessionCancelUnconfirmed>();
        Exchange["maker-1"].Script = ScriptedGateway.Accept;
        Test.Subscribe<StrategyLost>();

        strategy.Tell(PoisonPill.Instance);

        Test.Fish<StrategyLost>();
    }

    [Fact]
    public void Session_must_open_when_the_preflight_passed_and_beat_while_it_is_quiet()
    {
        var engine = Start(
            "risk-engine { guardian { preflight = on, heartbeat-after = 15s }\n session-defaults.require-heartbeat = on }"
        );

        StatusOf(Maker, engine).State.ShouldBe(SessionState.Active);
        Exchange["maker-1"].Sent.Count.ShouldBe(3);
        World.Advance(TimeSpan.FromSeconds(45) - TimeSpan.FromTicks(1));

        Exchange["maker-1"]
            .Sent.Select(sent => sent.Request.GetType().Name)
            .ShouldBe(["ReadRoles", "ReadAccount", "ReadOpenOrders", "SendHeartbeat", "SendHeartbeat"]);
    }

    private sealed class QuotingActor : ReceiveActor
    {
        public QuotingActor(IActorRef router, IActorRef test)
        {
            router.Tell(new RegisterStrategy(Maker, Quoter), Self);
            Receive<StrategyWatched>(test.Tell);
        }
    }
}
