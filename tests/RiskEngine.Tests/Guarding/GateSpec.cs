using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

public sealed class GateSpec : VirtualSpec
{
    private static readonly Engagement Engagement = new(
        new EngagementId(new Epoch(1), new NodeName("node-1")),
        KillSwitchScope.Everything.Instance,
        new RequestedBy.Person("risk-officer"),
        new Reason("loss limit"),
        DateTimeOffset.UnixEpoch
    );

    [Fact]
    public void Orders_must_be_denied_and_cancels_pass_when_the_session_is_engaged()
    {
        var engine = Start();
        engine.Router.Tell(new EngageSession(Maker, Engagement), Test.Ref);
        Test.Expect<SessionGate>().Engaged.ShouldBe(Engagement);

        engine.Router.Tell(Order(Maker), Test.Ref);
        engine.Router.Tell(new LeaseNonce(Maker, new CommandId("l1"), new StrategyId("quoter")), Test.Ref);
        engine.Router.Tell(Cancel(Maker), Test.Ref);

        Test.Expect<PrivateRequestDenied>().Engagement.ShouldBe(Engagement);
        Test.Expect<NonceLeaseDenied>().Engagement.ShouldBe(Engagement);
        Test.Expect<SessionCanceled>();
        Exchange["maker-1"].Sent.ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
    }

    [Fact]
    public void Engagement_must_outlive_the_guardian_and_end_with_its_reset()
    {
        var engine = Start("risk-engine.supervision { sender-restarts = 0, reopen-first = 1s }");
        engine.Router.Tell(new EngageSession(Maker, Engagement), Test.Ref);
        Test.Expect<SessionGate>();
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(new InvalidOperationException("a defect"));
        engine.Router.Tell(Cancel(Maker), Test.Ref);
        Test.Expect<SessionCancelUnconfirmed>();
        Exchange["maker-1"].Script = ScriptedGateway.Accept;

        engine.Router.Tell(Order(Maker), Test.Ref);
        Test.Expect<PrivateRequestDenied>().Reason.ShouldBe(PrivateRequestDeniedReason.Halted);

        engine.Router.Tell(
            new ResetSession(Maker, new Epoch(1), new RequestedBy.Person("risk-officer"), new Reason("settled")),
            Test.Ref
        );
        Test.Expect<SessionGate>().Engaged.ShouldBeNull();
        World.Advance(TimeSpan.FromSeconds(1));
        StatusOf(Maker, engine).State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Nonce_must_be_leased_once_below_every_later_request()
    {
        var engine = Start();
        var lease = new LeaseNonce(Maker, new CommandId("l1"), new StrategyId("quoter"));
        engine.Router.Tell(lease, Test.Ref);
        var leased = Test.Expect<NonceLeased>();
        engine.Router.Tell(lease, Test.Ref);
        Test.Expect<NonceLeased>().ShouldBe(leased);

        engine.Router.Tell(Cancel(Maker), Test.Ref);

        Test.Expect<SessionCanceled>();
        Exchange["maker-1"].Sent.ShouldHaveSingleItem().Nonce.ShouldBeGreaterThan(leased.Nonce);
    }

    [Fact]
    public void Asker_must_be_told_when_there_is_no_such_session()
    {
        var engine = Start();
        var nobody = Key("nobody");

        engine.Router.Tell(new EngageSession(nobody, Engagement), Test.Ref);
        Test.Expect<SessionUnknown>().Session.ShouldBe(nobody);
        engine.Router.Tell(new LeaseNonce(nobody, new CommandId("l1"), new StrategyId("quoter")), Test.Ref);
        Test.Expect<NonceLeaseDenied>().Reason.ShouldBe(NonceLeaseDeniedReason.UnknownSession);
    }
}
