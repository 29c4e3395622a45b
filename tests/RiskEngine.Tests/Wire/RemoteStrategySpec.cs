using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;

namespace RiskEngine.Tests.Wire;

/// <summary>A strategy in a system or a process of its own, without the engine, over Akka.Remote: each is answered.</summary>
public sealed class RemoteStrategySpec : OverHttpSpec
{
    private static readonly Config Remoting = ConfigurationFactory.ParseString(
        """
        akka {
          loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off
          actor.provider = remote
          remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
        }
        """
    );

    private readonly ActorSystem _engine = ActorSystem.Create("engine", Remoting);
    private readonly ActorSystem _strategies = ActorSystem.Create("strategies", Remoting.WithRiskEngineSerializer());

    private protected override async Task EndAsync()
    {
        await _strategies.Terminate();
        await _engine.Terminate();
    }

    [Fact]
    public async Task Strategy_must_be_answered_when_it_asks_for_a_cancel_from_another_system()
    {
        var (router, _, _) = await StartEngine();
        var placed = Place("maker");

        var outcome = await router.Ask<SessionCancelOutcome>(Cancel("maker"), Patience);

        outcome.ShouldBeOfType<SessionCanceled>().Canceled.ShouldBe([new OrderId(placed.Id)]);
        Exchange.World.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Strategy_must_be_answered_when_it_trades_from_another_system()
    {
        var (router, _, _) = await StartEngine();

        (await router.Ask<PrivateRequestOutcome>(NewOrder("maker"), Patience)).ShouldBeOfType<PrivateRequestAnswered>();
        (await router.Ask<object>(Lease("maker"), Patience)).ShouldBeOfType<NonceLeased>();
        (await router.Ask<SessionStatus>(new GetSessionStatus(KeyOf("maker")), Patience)).State.ShouldBe(
            SessionState.Active
        );
    }

    [Fact]
    public async Task Strategy_must_be_answered_and_read_every_order_when_more_are_canceled_than_a_message_holds()
    {
        const int many = 10_000;
        var (router, _, _) = await StartEngine();
        var placed = Enumerable.Range(0, many).Select(_ => new OrderId(Place("maker").Id)).ToList();
        var cancel = Cancel("maker");

        var canceled = (await router.Ask<SessionCancelOutcome>(cancel, Patience)).ShouldBeOfType<SessionCanceled>();

        canceled.Canceled.Total.ShouldBe(many);
        var read = canceled.Canceled.ToList();
        for (var omitted = canceled.Canceled.Omitted; omitted > 0; )
        {
            var query = new GetOutcomeOrders(cancel.Session, cancel.Id, OutcomeList.Canceled, read.Count);
            var page = (await router.Ask<object>(query, Patience)).ShouldBeOfType<OutcomeOrders>();
            read.AddRange(page.Orders);
            omitted = page.Orders.Omitted;
        }

        read.ShouldBe(placed, ignoreOrder: true);
    }

    [Fact]
    public async Task Watched_strategy_must_hear_in_another_system_that_it_is_stopped_and_that_it_may_come_back()
    {
        var (router, killSwitch, _) = await StartEngine();
        var (ann, why) = (new RequestedBy.Person("ann"), new Reason("a test"));
        var strategy = Inbox.Create(_strategies);
        router.Tell(new RegisterStrategy(KeyOf("maker"), Quoter), strategy.Receiver);
        (await strategy.ReceiveAsync(Patience)).ShouldBeOfType<StrategyWatched>().IsWatched.ShouldBeTrue();

        var engaged = await killSwitch.Ask<KillSwitchEngaged>(
            new EngageKillSwitch(new KillSwitchScope.Strategy(Quoter), new CommandId("stop"), ann, why),
            Patience
        );
        (await strategy.ReceiveAsync(Patience))
            .ShouldBeOfType<StrategyGate>()
            .Switch.ShouldBe(KillSwitchState.Of([engaged.Engagement]));
        await killSwitch.Ask<KillSwitchReset>(
            new ResetKillSwitch([engaged.Engagement.Id], new CommandId("go"), ann, why),
            Patience
        );

        (await strategy.ReceiveAsync(Patience))
            .ShouldBeOfType<StrategyGate>()
            .Switch.ShouldBe(KillSwitchState.Clear.Instance);
    }

    [Fact]
    public async Task Kill_switch_must_answer_when_it_is_asked_from_another_system()
    {
        var (_, killSwitch, _) = await StartEngine();

        var status = await killSwitch.Ask<KillSwitchStatus>(GetKillSwitch.Instance, Patience);

        status.ShouldNotBeNull();
    }

    [Fact]
    public async Task Every_message_of_the_protocol_must_be_written_by_one_serializer_on_both_sides()
    {
        await StartEngine();

        foreach (var type in WireFormat.Protocol.Types)
        foreach (var system in (ActorSystem[])[_engine, _strategies])
            system.Serialization.FindSerializerForType(type).ShouldBeOfType<RiskEngineSerializer>();
    }

    [Fact]
    public async Task Serializer_must_not_be_bound_when_no_message_can_leave_the_process()
    {
        await Start("maker { }");

        Sys.Serialization.FindSerializerForType(typeof(CancelSession)).ShouldNotBeOfType<RiskEngineSerializer>();
    }

    [Fact]
    public async Task Strategy_must_be_answered_when_its_process_has_the_client_package()
    {
        Place("maker");

        var said = await RunInAnotherProcess("with-client");

        said.ShouldBe([
            "GetSessionStatus: SessionStatus",
            "LeaseNonce: NonceLeased",
            "CancelSession: SessionCanceled",
            "EngageKillSwitch: KillSwitchEngaged",
            "RegisterStrategy: StrategyWatched",
        ]);
        Exchange.World.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Strategy_must_hear_which_package_it_lacks_and_what_came_of_it_when_its_process_has_no_client_package()
    {
        Place("maker");
        var lost = _engine.ActorOf(Props.Create(() => new Kept()));
        _engine.EventStream.Subscribe(lost, typeof(StrategyLost));

        var said = await RunInAnotherProcess("without-client");

        said.ShouldAllBe(line =>
            line.Contains(": ArgumentException ") && line.Contains("Reference the package RiskEngine.Client")
        );
        string[] outcomes =
        [
            "SessionStatus, session gemini/maker: Active, 0 orders known as open.",
            "NonceLeased, command lease, session gemini/maker: nonce ",
            "SessionCanceled, command cancel, session gemini/maker: no open orders, by ListQuiet; 1 orders were canceled.",
            "KillSwitchEngaged, command engage: strategy/quoter is engaged (",
            "StrategyWatched, session gemini/maker: strategy quoter is watched.",
        ];
        foreach (var (line, outcome) in said.Zip(outcomes))
            line.ShouldContain(outcome);
        said.Count.ShouldBe(outcomes.Length);
        Exchange.World.OpenOrders.ShouldBeEmpty();
        // It is watched itself, and not somebody who answers in its place: the engine hears that its process is gone.
        (await lost.Ask<StrategyLost>(Kept.First, Patience)).Strategy.ShouldBe(Quoter);
    }

    [Fact]
    public async Task Asker_in_another_system_must_be_answered_when_somebody_in_the_engines_asks_for_it()
    {
        var (_, _, engine) = await StartEngine();
        var asker = _strategies.ActorOf(Props.Create(() => new Kept()));
        var remote = await _engine
            .ActorSelection(asker.Path.ToStringWithAddress(((ExtendedActorSystem)_strategies).Provider.DefaultAddress))
            .ResolveOne(Patience);

        engine.Router.Tell(Cancel("maker"), remote);

        (await asker.Ask<object>(Kept.First, Patience)).ShouldBeOfType<SessionCanceled>();
    }

    /// <summary>What it cannot read is lost without an answer: a stop, and nobody knows.</summary>
    [Theory]
    [InlineData("everything")]
    [InlineData("exchange/gemini")]
    [InlineData("account/gemini/desk")]
    [InlineData("session/gemini/maker")]
    [InlineData("session/gemini/desk/master")]
    [InlineData("strategy/quoter")]
    public void Stop_must_be_read_when_the_default_serializer_wrote_it(string text)
    {
        KillSwitchScope.TryParse(text, out var scope).ShouldBeTrue();
        var engage = new EngageKillSwitch(scope!, NextId(), new RequestedBy.Strategy(Quoter), new Reason("a test"));
        var serializer = Sys.Serialization.FindSerializerForType(typeof(object));

        serializer.FromBinary<EngageKillSwitch>(serializer.ToBinary(engage)).ShouldBe(engage);
    }

    private async Task<IReadOnlyList<string>> RunInAnotherProcess(string mode)
    {
        const string project = "RiskEngine.RemoteStrategy";
        var (router, killSwitch, _) = await StartEngine();
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"{project}.dll");
        var start = new ProcessStartInfo("dotnet", [program, PathOf(router), PathOf(killSwitch), "maker", mode])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        await using var end = limit.Token.Register(() => process.Kill());
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        (await error).ShouldBeEmpty();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        static string PathOf(ActorSelection actor) => $"{actor.Anchor.Path.Address}{actor.PathString}";
    }

    private async Task<(ActorSelection Router, ActorSelection KillSwitch, RiskEngineHandle Engine)> StartEngine()
    {
        var engine = await Start(_engine, RiskEnginePorts.Default, "maker { verification = account }");
        var address = ((ExtendedActorSystem)_engine).Provider.DefaultAddress;
        return (Of(engine.Router), Of(engine.KillSwitch), engine);

        ActorSelection Of(IActorRef actor) => _strategies.ActorSelection(actor.Path.ToStringWithAddress(address));
    }

    /// <summary>Keeps the first message for whoever asks.</summary>
    private sealed class Kept : ReceiveActor
    {
        internal const string First = "first";

        private object? _first;
        private IActorRef? _asker;

        public Kept()
        {
            Receive<string>(
                word => word == First,
                _ =>
                {
                    _asker = Sender;
                    Tell();
                }
            );
            ReceiveAny(message =>
            {
                _first ??= message;
                Tell();
            });
        }

        private void Tell()
        {
            if (_first is not null)
                _asker?.Tell(_first);
        }
    }
}
