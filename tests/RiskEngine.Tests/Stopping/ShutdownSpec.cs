using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Stopping;

public sealed class ShutdownSpec : VirtualSpec
{
    [Fact]
    public void Pending_commands_must_be_answered_when_the_system_shuts_down()
    {
        var engine = Start();
        Exchange["maker-1"].Script = ScriptedGateway.Silence;
        var strategy = World.Listen();
        engine.Router.Tell(Cancel(Maker), Test.Ref);
        engine.Router.Tell(Order(Maker), strategy.Ref);
        StatusOf(Maker, engine).PendingCancels.ShouldBe(1);

        Stop(engine);

        Test.Expect<SessionCancelUnconfirmed>().Reason.ShouldBe(SessionCancelUnconfirmedReason.EngineStopped);
        strategy.Expect<PrivateRequestDenied>().Reason.ShouldBe(PrivateRequestDeniedReason.EngineStopping);
        Exchange["maker-1"].IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public void Session_must_be_canceled_before_the_engine_stops_when_it_is_set_to()
    {
        var engine = Start("risk-engine.sessions.maker-1.cancel-on-stop = on");

        Stop(engine);

        Exchange["maker-1"].Sent.ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
        Exchange["taker-1"].Sent.ShouldBeEmpty();
    }

    [Fact]
    public void Order_must_be_denied_when_it_comes_between_the_cancel_on_stop_and_the_end()
    {
        var engine = Start("risk-engine.sessions.maker-1.cancel-on-stop = on");
        Exchange["maker-1"].Script = request =>
            request.Lane == Lane.Order
                ? ScriptedGateway.Silence(request)
                : World.After(TimeSpan.FromSeconds(1), () => ScriptedGateway.Accept(request));
        engine.Router.Tell(Order(Maker), World.Listen().Ref);
        var waiting = Order(Maker);
        engine.Router.Tell(waiting, Test.Ref);
        World.RunUntilQuiet();

        var stopping = engine.Stop!.RunAsync();
        Test.Expect<PrivateRequestDenied>().Command.ShouldBe(waiting.Id);
        var late = Order(Maker);
        engine.Router.Tell(late, Test.Ref);
        var denied = Test.Expect<PrivateRequestDenied>();
        denied.Command.ShouldBe(late.Id);
        denied.Reason.ShouldBe(PrivateRequestDeniedReason.EngineStopping);
        engine.Router.Tell(Lease(Maker), Test.Ref);
        Test.Expect<NonceLeaseDenied>().Reason.ShouldBe(NonceLeaseDeniedReason.EngineStopping);

        World.Advance(TimeSpan.FromSeconds(10));
        World.Await(stopping);
        Exchange["maker-1"].Sent.Count(sent => sent.Lane == Lane.Order).ShouldBe(1, "the one before the shutdown");
        Exchange["maker-1"].Sent[^1].Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
    }

    [Theory]
    [InlineData(400, 400)]
    [InlineData(60_000, 1_000)]
    public void Stop_must_wait_for_the_last_word_on_open_orders_and_no_longer_than_its_limit(int takes, int waits)
    {
        var store = new SlowLedgers(World.Time, TimeSpan.FromMilliseconds(takes));
        var engine = Start(ports: RiskEnginePorts.Default with { OrderLedgers = store });
        // The first word is kept.
        World.Advance(TimeSpan.FromSeconds(90));
        var stopping = engine.Stop!.RunAsync();

        World.Advance(TimeSpan.FromMilliseconds(waits - 1));
        stopping.IsCompleted.ShouldBeFalse();
        World.Advance(TimeSpan.FromMilliseconds(1));

        World.Await(stopping);
        var reading = World.Await(store.ReadAsync(Maker, CancellationToken.None));
        reading
            .ShouldBeOfType<OrderLedgerReading.Known>()
            .Standing.ShouldBe(takes == waits ? OrderLedgerStanding.StoppedInDoubt : OrderLedgerStanding.InUse);
    }

    [Fact]
    public void Late_command_must_be_denied_when_the_guardian_is_gone()
    {
        var engine = Start();
        World.System.Stop(engine.Guardians[Maker]);
        World.RunUntilQuiet();
        var command = Cancel(Maker);
        var order = Order(Maker);

        engine.Router.Tell(command, Test.Ref);
        var denied = Test.Expect<SessionCancelDenied>();
        denied.Command.ShouldBe(command.Id);
        denied.Reason.ShouldBe(SessionCancelDeniedReason.EngineStopping);
        engine.Guardians[Maker].Tell(order, Test.Ref);
        Test.Expect<PrivateRequestDenied>().Reason.ShouldBe(PrivateRequestDeniedReason.EngineStopping);
    }
}
