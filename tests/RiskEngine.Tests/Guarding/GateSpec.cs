using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

public sealed class GateSpec : VirtualSpec
{
    [Fact]
    public void Orders_must_be_denied_and_cancels_pass_when_the_session_is_engaged()
    {
        var engine = Start();
        var engagement = Engage(engine);

        engine.Router.Tell(Order(Maker), Test.Ref);
        engine.Router.Tell(Lease(Maker), Test.Ref);
        engine.Router.Tell(Cancel(Maker), Test.Ref);

        Test.Expect<PrivateRequestDenied>().Engagement.ShouldBe(engagement);
        Test.Expect<NonceLeaseDenied>().Engagement.ShouldBe(engagement);
        Test.Expect<SessionCanceled>();
        Exchange["maker-1"]
            .Sent.Select(sent => sent.Request)
            .ShouldAllBe(request => request is ExchangeRequest.CancelSessionOrders);
    }

    [Fact]
    public void Engagement_must_outlive_the_guardian_and_end_with_its_reset()
    {
        var engine = Start("risk-engine.supervision { sender-restarts = 0, reopen-first = 1s }");
        var engagement = Engage(engine);
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(new InvalidOperationException("a defect"));
        engine.Router.Tell(Cancel(Maker), Test.Ref);
        Test.Expect<SessionCancelUnconfirmed>();
        Exchange["maker-1"].Script = ScriptedGateway.Accept;

        engine.Router.Tell(Order(Maker), Test.Ref);
        Test.Expect<PrivateRequestDenied>().Engagement.ShouldBe(engagement);

        engine.KillSwitch.Tell(Reset(engagement.Id), Test.Ref);
        Test.Expect<KillSwitchReset>().State.ShouldBe(KillSwitchState.Clear.Instance);
        World.Advance(TimeSpan.FromSeconds(1));
        StatusOf(Maker, engine).State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Nonce_must_be_leased_once_below_every_later_request()
    {
        var engine = Start();
        var lease = Lease(Maker);
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

        engine.Router.Tell(new GetSessionStatus(nobody), Test.Ref);
        Test.Expect<SessionUnknown>().Session.ShouldBe(nobody);
        engine.Router.Tell(Lease(nobody), Test.Ref);
        Test.Expect<NonceLeaseDenied>().Reason.ShouldBe(NonceLeaseDeniedReason.UnknownSession);
    }

    private Engagement Engage(RiskEngineHandle engine)
    {
        engine.KillSwitch.Tell(Engage(MakerAlone), Test.Ref);
        var engaged = Test.Expect<KillSwitchEngaged>();
        Test.Fish<KillSwitchCompleted>();
        return engaged.Engagement;
    }
}
