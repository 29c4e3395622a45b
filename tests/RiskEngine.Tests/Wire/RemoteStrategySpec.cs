using Akka.Actor;
using Akka.Configuration;

namespace RiskEngine.Tests.Wire;

/// <summary>A strategy in a system of its own, without the engine, over Akka.Remote: each is answered.</summary>
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
        var (router, _) = await StartEngine();
        var placed = Place("maker");

        var outcome = await router.Ask<SessionCancelOutcome>(Cancel("maker"), Patience);

        outcome.ShouldBeOfType<SessionCanceled>().Canceled.ShouldBe([new OrderId(placed.Id)]);
        Exchange.World.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Strategy_must_be_answered_when_it_trades_from_another_system()
    {
        var (router, _) = await StartEngine();

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
        var (router, _) = await StartEngine();
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
    public async Task Kill_switch_must_answer_when_it_is_asked_from_another_system()
    {
        var (_, killSwitch) = await StartEngine();

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

    private async Task<(ActorSelection Router, ActorSelection KillSwitch)> StartEngine()
    {
        var engine = await Start(_engine, RiskEnginePorts.Default, "maker { verification = account }");
        var address = ((ExtendedActorSystem)_engine).Provider.DefaultAddress;
        return (Of(engine.Router), Of(engine.KillSwitch));

        ActorSelection Of(IActorRef actor) => _strategies.ActorSelection(actor.Path.ToStringWithAddress(address));
    }
}
