using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.KillSwitch;

public sealed class KillSwitchSpec : VirtualSpec
{
    private readonly ScriptedLog _log = new();

    [Fact]
    public void Every_session_must_be_closed_and_proven_when_everything_is_engaged()
    {
        var engine = StartWithLog();
        var listener = World.Listen();
        listener.Subscribe<KillSwitchApplied>();
        listener.Subscribe<KillSwitchCompleted>();

        engine.KillSwitch.Tell(Engage(Everything), Test.Ref);

        var engaged = Test.Expect<KillSwitchEngaged>();
        engaged.Durability.ShouldBe(KillSwitchDurability.ThisNode);
        Test.Expect<KillSwitchProgress>().Applied.ShouldBe(1);
        // taker-1 is verified: an earlier run may have left orders, so that the list has to stay quiet.
        World.Advance(TimeSpan.FromSeconds(3));
        Test.Expect<KillSwitchProgress>().Applied.ShouldBe(2);
        Test.Expect<KillSwitchCompleted>().Applied.Select(x => x.Session).ShouldBe([Maker, Taker]);
        Test.ExpectNothing();
        listener
            .TakeAll()
            .Select(heard => heard.GetType())
            .ShouldBe([typeof(KillSwitchApplied), typeof(KillSwitchApplied), typeof(KillSwitchCompleted)]);
        var denied = World.Ask<PrivateRequestDenied>(engine.Router, Order(Maker));
        (denied.Reason, denied.Engagement).ShouldBe((PrivateRequestDeniedReason.Halted, engaged.Engagement));
        World
            .Ask<KillSwitchStatus>(engine.KillSwitch, GetKillSwitch.Instance)
            .State.ShouldBe(KillSwitchState.Of([engaged.Engagement]));
    }

    [Fact]
    public void Strategy_must_lose_its_own_orders_alone_when_it_is_engaged()
    {
        var opened = 100UL;
        Exchange["maker-1"].Script = request =>
            request.Request is ExchangeRequest.SendPrivate
                ? Task.FromResult<ExchangeAnswer>(
                    new ExchangeAnswer.PrivateAccepted(
                        "{}",
                        [new OrderReport(new OrderId(opened++), OrderStanding.Live)]
                    )
                )
                : ScriptedGateway.Accept(request);
        var engine = StartWithLog();
        World.Ask<PrivateRequestAnswered>(engine.Router, Order(Maker));
        var grid = new StrategyId("grid");
        World.Ask<PrivateRequestAnswered>(
            engine.Router,
            new SubmitPrivateRequest(
                Maker,
                new CommandId("grid-1"),
                grid,
                new PrivateEndpoint("/v1/order/new"),
                RequestFields.None
            )
        );

        engine.KillSwitch.Tell(Engage(new KillSwitchScope.Strategy(grid)), Test.Ref);
        World.Advance(TimeSpan.FromSeconds(1));

        var completed = Test.Fish<KillSwitchCompleted>();
        completed
            .Applied.Single(x => x.Session == Maker)
            .Effect.ShouldBe(
                new KillSwitchEffect.StrategyStopped(
                    true,
                    new StrategyOrders { Canceled = [new OrderId(101)], Others = 1 }
                )
            );
        Exchange["maker-1"]
            .Sent.Select(x => x.Request)
            .Where(x => x is ExchangeRequest.CancelOrder or ExchangeRequest.CancelSessionOrders)
            .ShouldBe([new ExchangeRequest.CancelOrder(new OrderId(101))]);
        World.Ask<PrivateRequestAnswered>(engine.Router, Order(Maker));
    }

    [Theory]
    [InlineData("memo:SIM", true)]
    [InlineData("memo:ANOTHER", false)]
    public void Account_must_be_stopped_in_each_session_whose_key_acts_on_it_and_in_no_other(
        string takers,
        bool isStopped
    )
    {
        Exchange["taker-1"].Script = request =>
            request.Request is ExchangeRequest.ReadAccount
                ? Task.FromResult<ExchangeAnswer>(new ExchangeAnswer.AccountRead(new AccountIdentity.Known(takers)))
                : ScriptedGateway.Accept(request);
        var engine = Start(
            "risk-engine { guardian.preflight = on\n sessions.maker-1.account = desk1 }",
            RiskEnginePorts.Default with
            {
                KillSwitchLog = _log,
            }
        );
        World.Advance(TimeSpan.FromSeconds(5));

        engine.KillSwitch.Tell(
            Engage(new KillSwitchScope.Account(ExchangeName.Gemini, new AccountName("desk1"))),
            Test.Ref
        );
        World.Advance(TimeSpan.FromSeconds(3));

        var completed = Test.Fish<KillSwitchCompleted>();
        completed
            .Applied.Select(x => x.Session.Alias.Value)
            .ShouldBe(isStopped ? ["maker-1", "taker-1"] : ["maker-1"], ignoreOrder: true);
        completed.UnknownAccounts.ShouldBeEmpty();
        StatusOf(Taker, engine).State.ShouldBe(isStopped ? SessionState.Halted : SessionState.Active);
    }

    [Fact]
    public void Gates_and_cancels_must_not_wait_for_a_store_that_never_answers()
    {
        var engine = StartWithLog();
        _log.Append = ScriptedLog.Silence;

        engine.KillSwitch.Tell(Engage(Everything), Test.Ref);

        Test.ExpectNothing();
        Exchange["maker-1"].Sent.ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
        StatusOf(Maker, engine).State.ShouldBe(SessionState.Halted);
        World.Advance(TimeSpan.FromSeconds(2));
        Test.Expect<KillSwitchEngaged>().Durability.ShouldBe(KillSwitchDurability.ThisProcess);
        Test.Fish<KillSwitchCompleted>();
    }

    [Fact]
    public void Engine_must_start_halted_with_cancels_passing_when_its_store_never_answers()
    {
        _log.Read = ScriptedLog.Silence;
        var starting = World.System.StartRiskEngine(Settings(), Ports());

        World.Advance(TimeSpan.FromSeconds(2));

        var engine = World.Await(starting);
        World
            .Ask<PrivateRequestDenied>(engine.Router, Order(Maker))
            .Reason.ShouldBe(PrivateRequestDeniedReason.SwitchUnreadable);
        World.Ask<SessionCanceled>(engine.Router, Cancel(Maker));
    }

    [Theory]
    [InlineData(StoreFault.Corrupt, KillSwitchUnreadableReason.Corrupt)]
    [InlineData(StoreFault.Locked, KillSwitchUnreadableReason.Locked)]
    [InlineData(StoreFault.NewerFormat, KillSwitchUnreadableReason.NewerFormat)]
    [InlineData(StoreFault.Unavailable, KillSwitchUnreadableReason.Unavailable)]
    public void Engine_must_start_engaged_say_so_and_open_when_its_store_can_be_read_again(
        StoreFault fault,
        KillSwitchUnreadableReason reason
    )
    {
        _log.Read = ScriptedLog.Failing(fault);
        var engine = StartWithLog();

        World
            .Ask<KillSwitchStatus>(engine.KillSwitch, GetKillSwitch.Instance)
            .State.ShouldBe(new KillSwitchState.Unreadable(reason));
        World
            .Ask<PrivateRequestDenied>(engine.Router, Order(Maker))
            .Reason.ShouldBe(PrivateRequestDeniedReason.SwitchUnreadable);
        World
            .Ask<NonceLeaseDenied>(engine.Router, Lease(Maker))
            .Reason.ShouldBe(NonceLeaseDeniedReason.SwitchUnreadable);
        World.Ask<SessionCanceled>(engine.Router, Cancel(Maker));
        World
            .Ask<KillSwitchResetDenied>(engine.KillSwitch, Reset(Engaged(Everything).Id))
            .Reason.ShouldBe(KillSwitchResetDeniedReason.RecordUnreadable);

        _log.Read = ScriptedLog.Well;
        World.Advance(TimeSpan.FromSeconds(1));
        StatusOf(Maker, engine).State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void First_order_must_be_denied_with_the_engagement_when_the_record_says_engaged_at_the_start()
    {
        var before = Engaged(Everything);
        World.Await(_log.AppendAsync(new KillSwitchRecord.Engage(before), default));

        var engine = StartWithLog();

        World.Ask<PrivateRequestDenied>(engine.Router, Order(Maker)).Engagement.ShouldBe(before);
        World.Ask<NonceLeaseDenied>(engine.Router, Lease(Maker)).Engagement.ShouldBe(before);
        Exchange["maker-1"].Sent.ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
    }

    [Fact]
    public void Session_must_be_proven_all_the_same_when_its_guardian_restarts_in_between()
    {
        var engine = StartWithLog("risk-engine.supervision.sender-restarts = 0");
        var failures = 0;
        Exchange["maker-1"].Script = request =>
            failures++ == 0
                ? Task.FromException<ExchangeAnswer>(new InvalidOperationException("a defect"))
                : ScriptedGateway.Accept(request);

        engine.KillSwitch.Tell(Engage(MakerAlone), Test.Ref);

        Test.Expect<KillSwitchEngaged>();
        World.Advance(TimeSpan.FromSeconds(1));
        Test.Fish<KillSwitchCompleted>().Applied.ShouldHaveSingleItem().Session.ShouldBe(Maker);
        StatusOf(Maker, engine).State.ShouldBe(SessionState.Halted);
    }

    [Fact]
    public void Report_must_name_the_session_when_its_exchange_is_silent()
    {
        var engine = StartWithLog();
        Exchange["maker-1"].Script = ScriptedGateway.Silence;

        engine.KillSwitch.Tell(Engage(Everything), Test.Ref);
        World.Advance(TimeSpan.FromSeconds(10));

        var incomplete = Test.Fish<KillSwitchIncomplete>();
        incomplete.Proven.ShouldHaveSingleItem().Session.ShouldBe(Taker);
        var missing = incomplete.Missing.ShouldHaveSingleItem();
        (missing.Session, missing.Reason).ShouldBe((Maker, MissingSessionReason.NotProven));
        missing
            .Applied!.Effect.ShouldBeOfType<KillSwitchEffect.CancelEnded>()
            .Outcome.ShouldBeOfType<SessionCancelUnconfirmed>();
        incomplete.Elapsed.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Orders_of_one_strategy_alone_must_stop_when_it_is_engaged()
    {
        var engine = StartWithLog();
        engine.KillSwitch.Tell(Engage(new KillSwitchScope.Strategy(Quoter)), Test.Ref);
        Test.Fish<KillSwitchMatchesNothing>().Near.ShouldBeEmpty("no session has heard of it yet");
        var order = Order(Maker);
        var other = new SubmitPrivateRequest(
            Maker,
            new CommandId("other"),
            new StrategyId("hedger"),
            order.Endpoint,
            order.Fields
        );

        World.Ask<PrivateRequestDenied>(engine.Router, order).Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
        World.Ask<PrivateRequestAnswered>(engine.Router, other);
        Exchange["maker-1"].Sent.ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.SendPrivate>();
    }

    [Fact]
    public void Trading_must_be_permitted_and_nothing_started_when_two_people_have_reset()
    {
        var engine = StartWithLog("risk-engine.kill-switch.reset-approvals = 2");
        engine.KillSwitch.Tell(Engage(MakerAlone), Test.Ref);
        var engagement = Test.Fish<KillSwitchCompleted>().Engagement.Id;
        var sent = Exchange["maker-1"].Sent.Count;

        World.Ask<KillSwitchResetApproved>(engine.KillSwitch, Reset(engagement));
        StatusOf(Maker, engine).State.ShouldBe(SessionState.Halted);
        World.Ask<KillSwitchReset>(engine.KillSwitch, Reset(engagement, new RequestedBy.Person("bob")));

        StatusOf(Maker, engine).State.ShouldBe(SessionState.Active);
        Exchange["maker-1"].Sent.Count.ShouldBe(sent);
    }

    [Fact]
    public void Everything_must_stay_as_it_was_when_the_switch_itself_restarts()
    {
        var engine = StartWithLog();
        var scope = MakerAlone;
        engine.KillSwitch.Tell(Engage(scope), Test.Ref);
        var engaged = Test.Expect<KillSwitchEngaged>().Engagement;
        Test.Fish<KillSwitchCompleted>();

        // No guardian has this session, so carrying the answer out fails: the only defect a test can plant.
        engine.KillSwitch.Tell(new GateWanted(Key("nobody")), ActorRefs.NoSender);
        World.RunUntilQuiet();

        StatusOf(Maker, engine).Switch.ShouldBe(KillSwitchState.Of([engaged]));
        StatusOf(Taker, engine).State.ShouldBe(SessionState.Active);
        World.Ask<KillSwitchReset>(engine.KillSwitch, Reset(engaged.Id));
    }

    [Fact]
    public void Commands_must_be_denied_when_the_switch_has_stopped()
    {
        var engine = StartWithLog();
        World.System.Stop(engine.KillSwitch);
        World.RunUntilQuiet();

        engine.KillSwitch.Tell(Engage(Everything), Test.Ref);
        engine.KillSwitch.Tell(Reset(Engaged(Everything).Id), Test.Ref);

        Test.Expect<KillSwitchEngageDenied>().Reason.ShouldBe(KillSwitchEngageDeniedReason.EngineStopping);
        Test.Expect<KillSwitchResetDenied>().Reason.ShouldBe(KillSwitchResetDeniedReason.EngineStopping);
    }

    [Fact]
    public void Every_session_must_be_engaged_when_another_store_over_the_file_finds_it_replaced()
    {
        var changes = new KillSwitchListeners();
        var engine = Start("", Ports() with { KillSwitchChanges = changes });
        World.Ask<PrivateRequestAnswered>(engine.Router, Order(Maker));
        _log.Read = ScriptedLog.Failing(StoreFault.Replaced);

        changes.Tell();
        World.Advance(TimeSpan.FromMilliseconds(1));

        World
            .Ask<KillSwitchStatus>(engine.KillSwitch, GetKillSwitch.Instance)
            .State.ShouldBe(new KillSwitchState.Unreadable(KillSwitchUnreadableReason.Replaced));
        World
            .Ask<PrivateRequestDenied>(engine.Router, Order(Maker))
            .Reason.ShouldBe(PrivateRequestDeniedReason.SwitchUnreadable);
        World.Ask<SessionCanceled>(engine.Router, Cancel(Maker));
    }

    private RiskEngineHandle StartWithLog(string hocon = "") => Start(hocon, Ports());

    private RiskEnginePorts Ports() => RiskEnginePorts.Default with { KillSwitchLog = _log, Time = World.Time };

    private static Engagement Engaged(KillSwitchScope scope) =>
        new(
            new EngagementId(new NodeName("node-1"), new EngineRunId(1), 7),
            new Epoch(7),
            scope,
            Ann,
            new Reason("before the crash"),
            DateTimeOffset.UnixEpoch
        );
}
