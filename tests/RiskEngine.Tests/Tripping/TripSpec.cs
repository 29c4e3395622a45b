using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Tripping;

public sealed class TripSpec : VirtualSpec
{
    [Fact]
    public void Strategy_must_be_stopped_by_the_engine_when_it_sends_too_many_messages()
    {
        var engine = Start("risk-engine.trips.order-rate.messages = 5");
        var listener = World.Listen();
        listener.Subscribe<KillSwitchEngaged>();
        for (var i = 0; i < 5; i++)
            engine.Router.Tell(Order(Maker), Test.Ref);

        var engagement = listener.Expect<KillSwitchEngaged>().Engagement;

        engagement.IsTrip.ShouldBeTrue();
        engagement.By.ShouldBe(new RequestedBy.Engine("order-rate"));
        engagement.Scope.ShouldBe(new KillSwitchScope.Strategy(Quoter));
        World.Ask<PrivateRequestDenied>(engine.Router, Order(Taker)).Engagement.ShouldBe(engagement);
        StatusOf(Maker, engine).State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Strategy_must_be_stopped_again_and_people_told_when_another_node_had_reset_the_trip()
    {
        var (log, sender) = (new InProcessKillSwitchLog(), new ScriptedSender());
        var engine = Start(
            "risk-engine.trips.order-rate.messages = 5",
            RiskEnginePorts.Default with
            {
                KillSwitchLog = log,
                Time = World.Time,
                Alerts = sender,
            }
        );
        var listener = World.Listen();
        listener.Subscribe<KillSwitchEngaged>();
        for (var i = 0; i < 5; i++)
            engine.Router.Tell(Order(Maker), Test.Ref);
        var engagement = listener.Expect<KillSwitchEngaged>().Engagement;
        var reset = new KillSwitchRecord.Reset(
            [engagement],
            new RequestedBy.Person("bob"),
            new Reason("mended"),
            engagement.At,
            new NodeName("node-2")
        );
        World.Await(log.AppendAsync(reset));
        engine.KillSwitch.Tell(new SwitchInput.LogChanged(), ActorRefs.NoSender);
        World.RunUntilQuiet();
        sender.Tried.ShouldContain(x => x.Kind == nameof(KillSwitchReset) && x.Text.Contains("reset by person bob"));

        for (var i = 0; i < 5; i++)
            engine.Router.Tell(Order(Maker), Test.Ref);

        listener.Expect<KillSwitchEngaged>().Engagement.By.ShouldBe(new RequestedBy.Engine("order-rate"));
    }

    [Fact]
    public void Session_must_be_stopped_by_the_engine_when_its_guardian_keeps_failing()
    {
        var engine = Start("risk-engine { supervision.sender-restarts = 0, trips.crash-loop.failures = 2 }");
        var listener = World.Listen();
        listener.Subscribe<KillSwitchEngaged>();
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(new InvalidOperationException("a defect"));
        World.Ask<SessionCancelUnconfirmed>(engine.Router, Cancel(Maker));
        listener.ExpectNothing();
        Exchange["maker-1"].Script = request =>
        {
            Exchange["maker-1"].Script = ScriptedGateway.Accept;
            return Task.FromException<ExchangeAnswer>(new InvalidOperationException("a defect"));
        };

        World.Ask<SessionCancelUnconfirmed>(engine.Router, Cancel(Maker));

        var engagement = listener.Expect<KillSwitchEngaged>().Engagement;
        engagement.By.ShouldBe(new RequestedBy.Engine("crash-loop"));
        engagement.Scope.ShouldBe(MakerAlone);
        World.Ask<PrivateRequestDenied>(engine.Router, Order(Maker)).Engagement.ShouldBe(engagement);
        World.Ask<SessionCanceled>(engine.Router, Cancel(Maker));
    }

    [Fact]
    public void Everything_must_be_stopped_when_the_store_has_failed_for_too_long()
    {
        var log = new ScriptedLog();
        var engine = Start(
            "risk-engine.trips.lost-store.after = 10s",
            RiskEnginePorts.Default with
            {
                KillSwitchLog = log,
            }
        );
        log.Append = ScriptedLog.Failing(StoreFault.Unavailable);
        engine.KillSwitch.Tell(Engage(new KillSwitchScope.Strategy(Quoter)), Test.Ref);
        Test.Fish<KillSwitchMatchesNothing>();
        StatusOf(Maker, engine).State.ShouldBe(SessionState.Active);

        World.Advance(TimeSpan.FromSeconds(10));

        var status = StatusOf(Maker, engine);
        status.State.ShouldBe(SessionState.Halted);
        status
            .Switch.ShouldBeOfType<KillSwitchState.Engaged>()
            .Foremost.By.ShouldBe(new RequestedBy.Engine("lost-store"));
    }
}
