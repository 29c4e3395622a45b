using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

public sealed class GateSpec : EngineSpec
{
    private static readonly RequestedBy.Person Officer = new("risk-officer");

    [Fact]
    public async Task Orders_must_be_denied_and_cancels_pass_when_the_session_is_engaged()
    {
        var engine = await Start();
        var engagement = await Engage(engine);

        engine.Router.Tell(Order(Maker), TestActor);
        engine.Router.Tell(new LeaseNonce(Maker, new CommandId("l1"), new StrategyId("quoter")), TestActor);
        engine.Router.Tell(Cancel(Maker), TestActor);

        (await ExpectMsgAsync<PrivateRequestDenied>()).Engagement.ShouldBe(engagement);
        (await ExpectMsgAsync<NonceLeaseDenied>()).Engagement.ShouldBe(engagement);
        await ExpectMsgAsync<SessionCanceled>();
        Exchange["maker-1"]
            .Sent.Select(sent => sent.Request)
            .ShouldAllBe(request => request is ExchangeRequest.CancelSessionOrders);
    }

    [Fact]
    public async Task Engagement_must_outlive_the_guardian_and_end_with_its_reset()
    {
        var engine = await Start("risk-engine.supervision { sender-restarts = 0, reopen-first = 1ms }");
        var engagement = await Engage(engine);
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(new InvalidOperationException("a defect"));
        engine.Router.Tell(Cancel(Maker), TestActor);
        await ExpectMsgAsync<SessionCancelUnconfirmed>();
        Exchange["maker-1"].Script = ScriptedGateway.Accept;

        var told = (await engine.Router.Ask<SessionStatus>(new GetSessionStatus(Maker))).State;
        told.ShouldBe(SessionState.Halted);

        engine.KillSwitch.Tell(
            new ResetKillSwitch(
                engagement.Scope,
                engagement.Id.Epoch,
                new CommandId("r1"),
                Officer,
                new Reason("settled")
            ),
            TestActor
        );
        (await ExpectMsgAsync<KillSwitchReset>()).State.ShouldBe(KillSwitchState.Clear.Instance);
        await AwaitAssertAsync(async () =>
            (await engine.Router.Ask<SessionStatus>(new GetSessionStatus(Maker))).State.ShouldBe(SessionState.Active)
        );
    }

    [Fact]
    public async Task Nonce_must_be_leased_once_below_every_later_request()
    {
        var engine = await Start();
        var lease = new LeaseNonce(Maker, new CommandId("l1"), new StrategyId("quoter"));
        engine.Router.Tell(lease, TestActor);
        var leased = await ExpectMsgAsync<NonceLeased>();
        engine.Router.Tell(lease, TestActor);
        (await ExpectMsgAsync<NonceLeased>()).ShouldBe(leased);

        engine.Router.Tell(Cancel(Maker), TestActor);

        await ExpectMsgAsync<SessionCanceled>();
        Exchange["maker-1"].Sent.ShouldHaveSingleItem().Nonce.ShouldBeGreaterThan(leased.Nonce);
    }

    [Fact]
    public async Task Asker_must_be_told_when_there_is_no_such_session()
    {
        var engine = await Start();
        var nobody = Key("nobody");

        engine.Router.Tell(new GetSessionStatus(nobody), TestActor);
        (await ExpectMsgAsync<SessionUnknown>()).Session.ShouldBe(nobody);
        engine.Router.Tell(new LeaseNonce(nobody, new CommandId("l1"), new StrategyId("quoter")), TestActor);
        (await ExpectMsgAsync<NonceLeaseDenied>()).Reason.ShouldBe(NonceLeaseDeniedReason.UnknownSession);
    }

    private async Task<Engagement> Engage(RiskEngineHandle engine)
    {
        var command = new EngageKillSwitch(
            new KillSwitchScope.Session(Maker),
            new CommandId("e1"),
            Officer,
            new Reason("loss limit")
        );
        engine.KillSwitch.Tell(command, TestActor);
        var engaged = await ExpectMsgAsync<KillSwitchEngaged>();
        await FishForMessageAsync<KillSwitchCompleted>(_ => true);
        return engaged.Engagement;
    }
}
