using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

public sealed class CancelSpec : VirtualSpec
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan ListLagLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HedgeAfter = TimeSpan.FromMilliseconds(750);

    [Fact]
    public void Strategy_must_be_answered_by_the_guardian_when_the_exchange_accepts()
    {
        var engine = Start();
        var command = Cancel(Maker);

        engine.Router.Tell(command, Test.Ref);

        var canceled = Test.Expect<SessionCanceled>();
        canceled.Command.ShouldBe(command.Id);
        canceled.Session.ShouldBe(Maker);
        canceled.Canceled.ShouldBe([new OrderId(7)]);
        canceled.Proof.ShouldBe(CancelProof.AcceptedByExchange);
        Test.LastSender.ShouldBe(engine.Guardians[Maker]);
        Exchange["maker-1"].Sent.ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
        Exchange["taker-1"].Sent.ShouldBeEmpty();
    }

    [Fact]
    public void Session_must_be_proven_by_a_list_that_stays_quiet_when_verification_is_on()
    {
        var engine = Start();

        engine.Router.Tell(Cancel(Taker), Test.Ref);
        World.Advance(ListLagLimit - Tick);
        Test.ExpectNothing();
        World.Advance(Tick);

        Test.Expect<SessionCanceled>().Proof.ShouldBe(CancelProof.ListQuiet);
        var sent = Exchange["taker-1"].Sent.Select(request => request.Request.GetType().Name).ToList();
        sent[0].ShouldBe("CancelSessionOrders");
        sent.Skip(1).ShouldAllBe(name => name == "ReadOpenOrders");
    }

    [Fact]
    public void Every_asker_must_get_one_answer_when_a_thousand_ask_at_once()
    {
        var engine = Start();
        Exchange["maker-1"].Script = request => World.After(Latency, () => ScriptedGateway.Accept(request));
        var commands = Enumerable.Range(0, 1000).Select(_ => Cancel(Maker)).ToList();

        foreach (var command in commands)
            engine.Router.Tell(command, Test.Ref);
        StatusOf(Maker, engine).PendingCancels.ShouldBe(1000);
        World.Advance(2 * Latency);

        var answers = new List<CommandId>();
        for (var i = 0; i < commands.Count; i++)
            answers.Add(Test.Expect<SessionCanceled>().Command);
        answers.ShouldBe(commands.Select(command => command.Id), ignoreOrder: true);
        Exchange["maker-1"].Sent.Count.ShouldBe(2, "the first command's request, and one that the others share");
        Test.ExpectNothing();
    }

    [Fact]
    public void Both_askers_must_be_answered_when_they_send_the_same_command()
    {
        var engine = Start();
        Exchange["maker-1"].Script = request => World.After(Latency, () => ScriptedGateway.Accept(request));
        var other = World.Listen();
        var command = Cancel(Maker);

        engine.Router.Tell(command, Test.Ref);
        engine.Router.Tell(command, other.Ref);
        StatusOf(Maker, engine).PendingCancels.ShouldBe(1);
        World.Advance(Latency);

        var answer = Test.Expect<SessionCanceled>();
        other.Expect<SessionCanceled>().ShouldBe(answer);
        Exchange["maker-1"].Sent.Count.ShouldBe(1);
    }

    [Fact]
    public void Answer_must_be_repeated_when_the_command_comes_again()
    {
        var engine = Start();
        var command = Cancel(Maker);

        engine.Router.Tell(command, Test.Ref);
        var first = Test.Expect<SessionCanceled>();
        engine.Router.Tell(command, Test.Ref);

        Test.Expect<SessionCanceled>().ShouldBe(first);
        Exchange["maker-1"].Sent.Count.ShouldBe(1);
    }

    [Fact]
    public void Cancel_must_be_sent_at_once_when_an_order_request_is_out()
    {
        var engine = Start();
        Exchange["maker-1"].Script = request =>
            request.Lane == Lane.Order ? ScriptedGateway.Silence(request) : ScriptedGateway.Accept(request);
        engine.Router.Tell(Order(Maker), Test.Ref);
        World.RunUntilQuiet();
        Exchange["maker-1"].Sent.Count.ShouldBe(1);

        engine.Router.Tell(Cancel(Maker), Test.Ref);

        Test.Expect<SessionCanceled>();
        var sent = Exchange["maker-1"].Sent;
        sent[1].Lane.ShouldBe(Lane.Cancel);
        sent[1].Nonce.ShouldBeGreaterThan(sent[0].Nonce);
    }

    [Fact]
    public void Waiting_orders_must_be_denied_when_a_cancel_arrives()
    {
        var engine = Start();
        Exchange["maker-1"].Script = request =>
            request.Lane == Lane.Order ? ScriptedGateway.Silence(request) : ScriptedGateway.Accept(request);
        engine.Router.Tell(Order(Maker), Test.Ref);
        var waiting = Order(Maker);
        engine.Router.Tell(waiting, Test.Ref);

        engine.Router.Tell(Cancel(Maker), Test.Ref);

        var denied = Test.Expect<PrivateRequestDenied>();
        denied.Command.ShouldBe(waiting.Id);
        denied.Reason.ShouldBe(PrivateRequestDeniedReason.DrainedByCancel);
        Test.Expect<SessionCanceled>();
    }

    [Fact]
    public void Second_request_must_go_out_when_the_first_is_silent()
    {
        var engine = Start();
        Exchange["maker-1"].Script = request =>
            request.Attempt.Value == 1 ? ScriptedGateway.Silence(request) : ScriptedGateway.Accept(request);

        engine.Router.Tell(Cancel(Maker), Test.Ref);
        World.Advance(HedgeAfter - Tick);
        Test.ExpectNothing();
        World.Advance(Tick);

        var canceled = Test.Expect<SessionCanceled>();
        canceled
            .Effort.Attempts.Select(attempt => attempt.Result)
            .ShouldBe([AttemptResult.Open, AttemptResult.Accepted]);
        canceled.Listing.ShouldBe(CancelListing.Incomplete);
    }

    [Fact]
    public void Asker_must_be_told_by_the_deadline_when_the_exchange_never_answers()
    {
        var engine = Start();
        Exchange["maker-1"].Script = ScriptedGateway.Silence;

        engine.Router.Tell(Cancel(Maker, TimeSpan.FromSeconds(4)), Test.Ref);
        World.Advance(TimeSpan.FromSeconds(4) - Tick);
        Test.ExpectNothing();
        World.Advance(Tick);

        var unconfirmed = Test.Expect<SessionCancelUnconfirmed>();
        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.NoAnswer);
    }

    [Fact]
    public void Account_must_be_canceled_when_the_session_could_not_be_and_allows_it()
    {
        var engine = Start("risk-engine.sessions.maker-1.escalation.account-cancel = on");
        Exchange["maker-1"].Script = request =>
            request.Request is ExchangeRequest.CancelSessionOrders
                ? Task.FromResult<ExchangeAnswer>(
                    new ExchangeAnswer.Refused(RefusedReason.EndpointNotFound, ExchangeReason.None)
                )
                : ScriptedGateway.Accept(request);
        Test.Subscribe<AccountCancelEnded>();

        engine.Router.Tell(Cancel(Maker), Test.Ref);

        Test.Expect<SessionCancelRejected>();
        Test.Expect<AccountCancelEnded>().Canceled.ShouldBe([new OrderId(7)]);
    }

    [Fact]
    public void Outcome_and_escalation_must_be_published_in_this_order_when_nothing_is_proven()
    {
        var engine = Start();
        World.RunUntilQuiet();
        Exchange["maker-1"].Script = _ =>
            Task.FromResult<ExchangeAnswer>(
                new ExchangeAnswer.Refused(RefusedReason.Credentials, new ExchangeReason("InvalidSignature", "no"))
            );
        Test.Subscribe<SessionEscalated>();
        Test.Subscribe<SessionStateChanged>();

        engine.Router.Tell(Cancel(Maker), Test.Ref);

        Test.Expect<SessionStateChanged>().To.ShouldBe(SessionState.Suspended);
        Test.Expect<SessionCancelRejected>().Reason.ShouldBe(SessionCancelRejectedReason.Credentials);
        Test.Expect<SessionEscalated>().Cause.ShouldBe(EscalationCause.CancelRejected);
    }
}
