using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

public sealed class LivenessSpec : EngineSpec
{
    [Fact]
    public async Task Session_must_be_canceled_when_a_registered_strategy_ends()
    {
        var engine = await Start();
        var strategy = Sys.ActorOf(Props.Create(() => new Quoter(engine.Router, TestActor)));
        await ExpectMsgAsync<StrategyWatched>();
        Sys.EventStream.Subscribe(TestActor, typeof(StrategyLost));
        Sys.EventStream.Subscribe(TestActor, typeof(SessionCanceled));

        strategy.Tell(PoisonPill.Instance);

        var lost = await ExpectMsgAsync<StrategyLost>();
        lost.Cause.ShouldBe(StrategyLossCause.Died);
        (await ExpectMsgAsync<SessionCanceled>()).Command.ShouldBe(lost.Cancel);
    }

    [Fact]
    public async Task Strategy_must_still_be_watched_when_the_guardian_restarted()
    {
        var engine = await Start("risk-engine.supervision { sender-restarts = 0, reopen-first = 1ms }");
        var strategy = Sys.ActorOf(Props.Create(() => new Quoter(engine.Router, TestActor)));
        await ExpectMsgAsync<StrategyWatched>();
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(new InvalidOperationException("a defect"));
        engine.Router.Tell(Cancel(Maker), TestActor);
        await ExpectMsgAsync<SessionCancelUnconfirmed>();
        Exchange["maker-1"].Script = ScriptedGateway.Accept;
        Sys.EventStream.Subscribe(TestActor, typeof(StrategyLost));

        strategy.Tell(PoisonPill.Instance);

        await FishForMessageAsync<StrategyLost>(_ => true);
    }

    [Fact]
    public async Task Session_must_open_when_the_preflight_passed_and_beat_while_it_is_quiet()
    {
        var engine = await Start(
            "risk-engine { guardian { preflight = on, heartbeat-after = 20ms }\n session-defaults.require-heartbeat = on }"
        );

        await AwaitAssertAsync(async () =>
            (await engine.Router.Ask<SessionStatus>(new GetSessionStatus(Maker))).State.ShouldBe(SessionState.Active)
        );
        await AwaitAssertAsync(() =>
            Exchange["maker-1"].Sent.Count(sent => sent.Request is ExchangeRequest.SendHeartbeat).ShouldBeGreaterThan(1)
        );
        Exchange["maker-1"].Sent.Take(2).ShouldAllBe(sent => sent.Request is ExchangeRequest.ReadRoles);
    }

    private sealed class Quoter : ReceiveActor
    {
        public Quoter(IActorRef router, IActorRef test)
        {
            router.Tell(new RegisterStrategy(Maker, new StrategyId("quoter")), Self);
            Receive<StrategyWatched>(test.Tell);
        }
    }
}
