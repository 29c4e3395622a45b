using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

public sealed class KillKeySpec : VirtualSpec
{
    private const string TakerKillsForMaker =
        "risk-engine.sessions.maker-1.escalation { account-cancel = on, account-cancel-with = taker-1 }";

    [Fact]
    public void Account_must_be_canceled_with_the_other_key_when_the_own_is_refused()
    {
        var engine = Start(TakerKillsForMaker);
        Exchange["maker-1"].Script = Refuse;
        Test.Subscribe<AccountCancelEnded>();

        engine.Router.Tell(Cancel(Maker), Test.Ref);

        Test.Expect<SessionCancelRejected>();
        Test.Expect<AccountCancelEnded>().Session.ShouldBe(Taker);
        Exchange["taker-1"].Sent.ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.CancelAccountOrders>();
        World.Advance(TimeSpan.FromSeconds(30));
        Exchange["maker-1"].Sent.ShouldHaveSingleItem("the own key need not try what the other did");
    }

    [Fact]
    public void Own_key_must_be_used_when_the_other_is_refused_too()
    {
        var engine = Start(TakerKillsForMaker);
        Exchange["taker-1"].Script = Refuse;
        Exchange["maker-1"].Script = request =>
            request.Request is ExchangeRequest.CancelSessionOrders ? Refuse(request) : ScriptedGateway.Accept(request);
        Test.Subscribe<AccountCancelEnded>();

        engine.Router.Tell(Cancel(Maker), Test.Ref);

        Test.Expect<SessionCancelRejected>();
        Test.Expect<AccountCancelEnded>().Last.Result.ShouldBe(AttemptResult.Refused);
        var ended = Test.Expect<AccountCancelEnded>();
        ended.Session.ShouldBe(Maker);
        ended.Last.Result.ShouldBe(AttemptResult.Accepted);
    }

    [Fact]
    public void Order_of_another_session_must_wait_until_the_account_cancel_is_over()
    {
        var engine = Start("risk-engine.sessions.maker-1.escalation.account-cancel = on");
        Exchange["maker-1"].Script = request =>
            request.Request is ExchangeRequest.CancelAccountOrders
                ? World.After(TimeSpan.FromSeconds(1), () => ScriptedGateway.Accept(request))
                : Refuse(request);
        engine.Router.Tell(Cancel(Maker), Test.Ref);
        Test.Expect<SessionCancelRejected>();

        engine.Router.Tell(Order(Taker), Test.Ref);

        Test.ExpectNothing();
        World.Advance(TimeSpan.FromSeconds(1));
        Test.Expect<PrivateRequestAnswered>();
    }

    [Fact]
    public void Order_must_be_denied_when_the_session_is_for_kills_only()
    {
        var engine = Start(TakerKillsForMaker);
        engine.Router.Tell(Order(Taker), Test.Ref);

        Test.Expect<PrivateRequestDenied>().Reason.ShouldBe(PrivateRequestDeniedReason.KillOnly);
    }

    [Theory]
    [InlineData("nobody", "is no session")]
    [InlineData("maker-1", "names the session itself")]
    [InlineData("taker-1", "needs account-cancel = on")]
    public void Start_must_be_refused_when_the_named_key_will_not_do(string alias, string why) =>
        Should
            .Throw<InvalidOperationException>(() =>
                Settings($"risk-engine.sessions.maker-1.escalation.account-cancel-with = {alias}")
            )
            .Message.ShouldContain(why);

    private static Task<ExchangeAnswer> Refuse(OutboundRequest request) =>
        Task.FromResult<ExchangeAnswer>(
            new ExchangeAnswer.Refused(RefusedReason.Malformed, new ExchangeReason("Code", "words"))
        );
}
