using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

public sealed class CancelSpec : EngineSpec
{
    [Fact]
    public async Task Strategy_must_be_answered_by_the_guardian_when_the_exchange_accepts()
    {
        var engine = await Start();
        var command = Cancel(Maker);

        engine.Router.Tell(command, TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>();
        canceled.Command.ShouldBe(command.Id);
        canceled.Session.ShouldBe(Maker);
        canceled.Canceled.ShouldBe([new OrderId(7)]);
        canceled.Proof.ShouldBe(CancelProof.AcceptedByExchange);
        LastSender.ShouldBe(engine.Guardians[Maker]);
        Exchange["maker-1"].Sent.ShouldHaveSingleItem().Request.ShouldBeOfType<ExchangeRequest.CancelSessionOrders>();
        Exchange["taker-1"].Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Session_must_be_proven_flat_by_two_looks_when_verification_is_on()
    {
        var engine = await Start("risk-engine.guardian.verify-pause = 1ms");

        engine.Router.Tell(Cancel(Taker), TestActor);

        (await ExpectMsgAsync<SessionCanceled>()).Proof.ShouldBe(CancelProof.OwnOrdersQuiet);
        Exchange["taker-1"]
            .Sent.Select(request => request.Request.GetType().Name)
            .ShouldBe(["CancelSessionOrders", "ReadOpenOrders", "ReadOpenOrders"]);
    }

    [Fact]
    public async Task Every_asker_must_get_one_answer_when_a_thousand_ask_at_once()
    {
        var engine = await Start(
            "risk-engine.guardian { hedge-after = 50s, attempt-timeout = 60s, default-deadline = 60s }"
        );
        var first = new TaskCompletionSource<ExchangeAnswer>();
        Exchange["maker-1"].Script = request =>
            request.Attempt.Value == 1 ? first.Task : ScriptedGateway.Accept(request);
        var commands = Enumerable.Range(0, 1000).Select(_ => Cancel(Maker)).ToList();

        foreach (var command in commands)
            engine.Router.Tell(command, TestActor);
        // The last command is in when the guardian says that all are pending.
        await AwaitAssertAsync(async () =>
            (await engine.Router.Ask<SessionStatus>(new GetSessionStatus(Maker))).PendingCancels.ShouldBe(1000)
        );
        first.SetResult(new ExchangeAnswer.CancelAccepted([], []));

        var answers = new List<CommandId>();
        for (var i = 0; i < commands.Count; i++)
            answers.Add((await ExpectMsgAsync<SessionCanceled>()).Command);
        answers.ShouldBe(commands.Select(command => command.Id), ignoreOrder: true);
        Exchange["maker-1"].Sent.Count.ShouldBe(2, "the first command's request, and one that the others share");
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task Both_askers_must_be_answered_when_they_send_the_same_command()
    {
        var engine = await Start();
        var pending = new TaskCompletionSource<ExchangeAnswer>();
        Exchange["maker-1"].Script = _ => pending.Task;
        var other = CreateTestProbe();
        var command = Cancel(Maker);

        engine.Router.Tell(command, TestActor);
        engine.Router.Tell(command, other.Ref);
        await AwaitAssertAsync(() => Exchange["maker-1"].Sent.ShouldNotBeEmpty());
        await engine.Router.Ask<SessionStatus>(new GetSessionStatus(Maker));
        pending.SetResult(new ExchangeAnswer.CancelAccepted([], []));

        var answer = await ExpectMsgAsync<SessionCanceled>();
        (await other.ExpectMsgAsync<SessionCanceled>()).ShouldBe(answer);
        Exchange["maker-1"].Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Answer_must_be_repeated_when_the_command_comes_again()
    {
        var engine = await Start();
        var command = Cancel(Maker);

        engine.Router.Tell(command, TestActor);
        var first = await ExpectMsgAsync<SessionCanceled>();
        engine.Router.Tell(command, TestActor);

        (await ExpectMsgAsync<SessionCanceled>()).ShouldBe(first);
        Exchange["maker-1"].Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cancel_must_be_sent_at_once_when_an_order_request_is_out()
    {
        var engine = await Start();
        Exchange["maker-1"].Script = request =>
            request.Lane == Lane.Order ? ScriptedGateway.Silence(request) : ScriptedGateway.Accept(request);
        engine.Router.Tell(Order(Maker), TestActor);
        await AwaitAssertAsync(() => Exchange["maker-1"].Sent.Count.ShouldBe(1));

        engine.Router.Tell(Cancel(Maker), TestActor);

        await ExpectMsgAsync<SessionCanceled>();
        var sent = Exchange["maker-1"].Sent;
        sent[1].Lane.ShouldBe(Lane.Cancel);
        sent[1].Nonce.ShouldBeGreaterThan(sent[0].Nonce);
    }

    [Fact]
    public async Task Waiting_orders_must_be_denied_when_a_cancel_arrives()
    {
        var engine = await Start();
        Exchange["maker-1"].Script = request =>
            request.Lane == Lane.Order ? ScriptedGateway.Silence(request) : ScriptedGateway.Accept(request);
        engine.Router.Tell(Order(Maker), TestActor);
        var waiting = Order(Maker);
        engine.Router.Tell(waiting, TestActor);

        engine.Router.Tell(Cancel(Maker), TestActor);

        var denied = await ExpectMsgAsync<PrivateRequestDenied>();
        denied.Command.ShouldBe(waiting.Id);
        denied.Reason.ShouldBe(PrivateRequestDeniedReason.DrainedByCancel);
        await ExpectMsgAsync<SessionCanceled>();
    }

    [Fact]
    public async Task Second_request_must_go_out_when_the_first_is_silent()
    {
        var engine = await Start("risk-engine.guardian.hedge-after = 20ms");
        Exchange["maker-1"].Script = request =>
            request.Attempt.Value == 1 ? ScriptedGateway.Silence(request) : ScriptedGateway.Accept(request);

        engine.Router.Tell(Cancel(Maker), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>();
        canceled
            .Effort.Attempts.Select(attempt => attempt.Result)
            .ShouldBe([AttemptResult.Open, AttemptResult.Accepted]);
        canceled.Listing.ShouldBe(CancelListing.Incomplete);
    }

    [Fact]
    public async Task Asker_must_be_told_by_the_deadline_when_the_exchange_never_answers()
    {
        var engine = await Start();
        Exchange["maker-1"].Script = ScriptedGateway.Silence;

        engine.Router.Tell(Cancel(Maker, TimeSpan.FromMilliseconds(50)), TestActor);

        var unconfirmed = await ExpectMsgAsync<SessionCancelUnconfirmed>();
        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.NoAnswer);
    }

    [Fact]
    public async Task Account_must_be_canceled_when_the_session_could_not_be_and_allows_it()
    {
        var engine = await Start("risk-engine.sessions.maker-1.escalation.account-cancel = on");
        Exchange["maker-1"].Script = request =>
            request.Request is ExchangeRequest.CancelSessionOrders
                ? Task.FromResult<ExchangeAnswer>(
                    new ExchangeAnswer.Refused(RefusedReason.EndpointNotFound, ExchangeReason.None)
                )
                : ScriptedGateway.Accept(request);
        Sys.EventStream.Subscribe(TestActor, typeof(AccountCancelEnded));

        engine.Router.Tell(Cancel(Maker), TestActor);

        await ExpectMsgAsync<SessionCancelRejected>();
        (await ExpectMsgAsync<AccountCancelEnded>()).Canceled.ShouldBe([new OrderId(7)]);
    }

    [Fact]
    public async Task Outcome_and_escalation_must_be_published_in_this_order_when_nothing_is_proven()
    {
        IgnoreMessages(message => message is SessionStateChanged { To: SessionState.Active });
        var engine = await Start();
        Exchange["maker-1"].Script = _ =>
            Task.FromResult<ExchangeAnswer>(
                new ExchangeAnswer.Refused(RefusedReason.Credentials, new ExchangeReason("InvalidSignature", "no"))
            );
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));
        Sys.EventStream.Subscribe(TestActor, typeof(SessionStateChanged));

        engine.Router.Tell(Cancel(Maker), TestActor);

        (await ExpectMsgAsync<SessionStateChanged>()).To.ShouldBe(SessionState.Suspended);
        (await ExpectMsgAsync<SessionCancelRejected>()).Reason.ShouldBe(SessionCancelRejectedReason.Credentials);
        (await ExpectMsgAsync<SessionEscalated>()).Cause.ShouldBe(EscalationCause.CancelRejected);
    }
}
