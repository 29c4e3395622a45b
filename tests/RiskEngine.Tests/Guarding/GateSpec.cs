using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

public sealed class GateSpec : EngineSpec
{
    private static readonly Engagement Engagement = new(
        new EngagementId(new Epoch(1), new NodeName("node-1")),
        KillSwitchScope.Everything.Instance,
        new RequestedBy.Person("risk-officer"),
        new Reason("loss limit"),
        DateTimeOffset.UnixEpoch
    );

    [Fact]
    public async Task Orders_must_be_denied_and_cancels_pass_when_the_session_is_engaged()
    {
        var engine = await Start();
        engine.Router.Tell(new EngageSession(Maker, Engagement), TestActor);
        (await ExpectMsgAsync<SessionGate>()).Engaged.ShouldBe(Engagement);

        engine.Router.Tell(Order(Maker), TestActor);
        engine.Router.Tell(new LeaseNonce(Maker, new CommandId("l1"), new StrategyId("quoter")), TestActor);
        engine.Router.Tell(Cancel(Maker), TestActor);

        (await ExpectMsgAsync<PrivateRequestDenied>()).Engagement.ShouldBe(Engagement);
        (await ExpectMsgAsync<NonceLeaseDenied>()).Engagement.ShouldBe(Engagement);
        await ExpectMsgAsync<SessionCanceled>();
        Exchange["maker-1"].Sent.ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
    }

    [Fact]
    public async Task Engagement_must_outlive_the_guardian_and_end_with_its_reset()
    {
        var engine = await Start("risk-engine.supervision { sender-restarts = 0, reopen-first = 1ms }");
        engine.Router.Tell(new EngageSession(Maker, Engagement), TestActor);
        await ExpectMsgAsync<SessionGate>();
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(new InvalidOperationException("a defect"));
        engine.Router.Tell(Cancel(Maker), TestActor);
        await ExpectMsgAsync<SessionCancelUnconfirmed>();
        Exchange["maker-1"].Script = ScriptedGateway.Accept;

        engine.Router.Tell(Order(Maker), TestActor);
        (await ExpectMsgAsync<PrivateRequestDenied>()).Reason.ShouldBe(PrivateRequestDeniedReason.Halted);

        engine.Router.Tell(
            new ResetSession(Maker, new Epoch(1), new RequestedBy.Person("risk-officer"), new Reason("settled")),
            TestActor
        );
        (await ExpectMsgAsync<SessionGate>()).Engaged.ShouldBeNull();
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

        engine.Router.Tell(new EngageSession(nobody, Engagement), TestActor);
        (await ExpectMsgAsync<SessionUnknown>()).Session.ShouldBe(nobody);
        engine.Router.Tell(new LeaseNonce(nobody, new CommandId("l1"), new StrategyId("quoter")), TestActor);
        (await ExpectMsgAsync<NonceLeaseDenied>()).Reason.ShouldBe(NonceLeaseDeniedReason.UnknownSession);
    }
}
