using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Supervising;

public sealed class ShutdownSpec : EngineSpec
{
    [Fact]
    public async Task Pending_commands_must_be_answered_when_the_system_shuts_down()
    {
        var engine = await Start();
        Exchange["maker-1"].Script = ScriptedGateway.Silence;
        var cancel = engine.Router.Ask<SessionCancelOutcome>(Cancel(Maker), TimeSpan.FromSeconds(10));
        var order = engine.Router.Ask<PrivateRequestOutcome>(Order(Maker), TimeSpan.FromSeconds(10));
        await AwaitAssertAsync(() => Exchange["maker-1"].Sent.ShouldNotBeEmpty());
        await engine.Router.Ask<SessionStatus>(new GetSessionStatus(Maker));

        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);

        (await cancel)
            .ShouldBeOfType<SessionCancelUnconfirmed>()
            .Reason.ShouldBe(SessionCancelUnconfirmedReason.EngineStopped);
        (await order).ShouldBeOfType<PrivateRequestDenied>().Reason.ShouldBe(PrivateRequestDeniedReason.EngineStopping);
        Exchange["maker-1"].IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task Session_must_be_canceled_before_the_engine_stops_when_it_is_set_to()
    {
        await Start("risk-engine.sessions.maker-1.cancel-on-stop = on");

        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);

        Exchange["maker-1"].Sent.ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
        Exchange["taker-1"].Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Late_command_must_be_denied_when_the_guardian_is_gone()
    {
        var engine = await Start();
        Watch(engine.Guardians[Maker]);
        Sys.Stop(engine.Guardians[Maker]);
        await ExpectTerminatedAsync(engine.Guardians[Maker]);
        var command = Cancel(Maker);
        var order = Order(Maker);

        engine.Router.Tell(command, TestActor);
        var denied = await ExpectMsgAsync<SessionCancelDenied>();
        denied.Command.ShouldBe(command.Id);
        denied.Reason.ShouldBe(SessionCancelDeniedReason.EngineStopping);
        engine.Guardians[Maker].Tell(order, TestActor);
        (await ExpectMsgAsync<PrivateRequestDenied>()).Reason.ShouldBe(PrivateRequestDeniedReason.EngineStopping);
    }
}
