using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

public sealed class SupervisionSpec : EngineSpec
{
    private static readonly Exception Defect = new InvalidOperationException("a defect");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_command_must_get_exactly_one_answer_when_the_sender_throws_and_is_restarted(bool atOnce)
    {
        var engine = await Start();
        Exchange["maker-1"].Script = request =>
            request.Attempt.Value > 1 ? ScriptedGateway.Accept(request)
            : atOnce ? throw Defect
            : Task.FromException<ExchangeAnswer>(Defect);

        engine.Router.Tell(Cancel(Maker), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>();
        canceled
            .Effort.Attempts.Select(attempt => attempt.Result)
            .ShouldBe([AttemptResult.Unknown, AttemptResult.Accepted]);
        canceled.Listing.ShouldBe(CancelListing.Incomplete, "the request that failed may have run");
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task Other_requests_must_be_answered_when_one_makes_the_sender_throw()
    {
        var engine = await Start();
        var order = new TaskCompletionSource<ExchangeAnswer>();
        Exchange["maker-1"].Script = request =>
            request.Lane == Lane.Order ? order.Task
            : request.Attempt.Value == 2 ? throw Defect
            : ScriptedGateway.Accept(request);
        engine.Router.Tell(Order(Maker), TestActor);
        engine.Router.Tell(Cancel(Maker), TestActor);
        await ExpectMsgAsync<SessionCanceled>();

        order.SetResult(new ExchangeAnswer.PrivateAccepted("{\"order_id\":\"1\"}", null));

        (await ExpectMsgAsync<PrivateRequestAnswered>()).Json.ShouldBe("{\"order_id\":\"1\"}");
    }

    [Fact]
    public async Task Every_asker_must_be_answered_before_the_escalation_when_the_sender_keeps_failing()
    {
        var engine = await Start("risk-engine.supervision { sender-restarts = 2, within = 10s }");
        Exchange["maker-1"].Script = request =>
            request.Lane == Lane.Order ? ScriptedGateway.Silence(request) : Task.FromException<ExchangeAnswer>(Defect);
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));
        var order = Order(Maker);
        var commands = Enumerable.Range(0, 5).Select(_ => Cancel(Maker)).ToList();

        engine.Router.Tell(order, TestActor);
        foreach (var command in commands)
            engine.Router.Tell(command, TestActor);

        var answers = new List<ISessionMessage>();
        while (answers.LastOrDefault() is not SessionEscalated { Cause: EscalationCause.SenderKeepsFailing })
            answers.Add(await ExpectMsgAsync<ISessionMessage>());
        var firstEscalation = answers.FindIndex(answer => answer is SessionEscalated);
        answers[..firstEscalation]
            .OfType<SessionCancelOutcome>()
            .Select(outcome => outcome.Command)
            .ShouldBe(commands.Select(command => command.Id), ignoreOrder: true);
        answers[..firstEscalation].OfType<PrivateRequestUnconfirmed>().Single().Command.ShouldBe(order.Id);
        answers
            .OfType<SessionCancelUnconfirmed>()
            .ShouldContain(outcome => outcome.Reason == SessionCancelUnconfirmedReason.SenderFailed);
    }

    [Fact]
    public async Task Guardian_must_work_again_under_the_same_reference_when_the_exchange_is_well_again()
    {
        var engine = await Start("risk-engine.supervision { sender-restarts = 0, within = 10s }");
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(Defect);
        engine.Guardians[Maker].Tell(Cancel(Maker), TestActor);
        await ExpectMsgAsync<SessionCancelUnconfirmed>();
        var before = Exchange["maker-1"].Sent.Max(request => request.Nonce);

        Exchange["maker-1"].Script = ScriptedGateway.Accept;
        engine.Guardians[Maker].Tell(Cancel(Maker), TestActor);

        await ExpectMsgAsync<SessionCanceled>();
        var last = Exchange["maker-1"].Sent[^1];
        last.Nonce.ShouldBeGreaterThan(before);
        Exchange["maker-1"].Sent.Select(request => request.Attempt).ShouldBeUnique();
    }

    [Fact]
    public async Task Order_entry_must_stay_closed_for_a_while_when_the_guardian_restarted()
    {
        var engine = await Start(
            "risk-engine.supervision { sender-restarts = 0, reopen-first = 1h, reopen-longest = 1h }"
        );
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(Defect);
        engine.Router.Tell(Cancel(Maker), TestActor);
        await ExpectMsgAsync<SessionCancelUnconfirmed>();
        Exchange["maker-1"].Script = ScriptedGateway.Accept;
        await AwaitAssertAsync(async () =>
            (await engine.Router.Ask<SessionStatus>(new GetSessionStatus(Maker))).Switch.ShouldBe(
                KillSwitchState.Clear.Instance
            )
        );

        engine.Router.Tell(Order(Maker), TestActor);
        engine.Router.Tell(Cancel(Maker), TestActor);

        (await ExpectMsgAsync<PrivateRequestDenied>()).Reason.ShouldBe(PrivateRequestDeniedReason.NotActive);
        await ExpectMsgAsync<SessionCanceled>();
    }

    [Fact]
    public async Task Order_entry_must_open_when_the_wait_after_a_restart_is_over()
    {
        var engine = await Start("risk-engine.supervision { sender-restarts = 0, reopen-first = 1ms }");
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(Defect);
        engine.Router.Tell(Cancel(Maker), TestActor);
        await ExpectMsgAsync<SessionCancelUnconfirmed>();
        Exchange["maker-1"].Script = ScriptedGateway.Accept;

        await AwaitAssertAsync(async () =>
            (await engine.Router.Ask<SessionStatus>(new GetSessionStatus(Maker))).State.ShouldBe(SessionState.Active)
        );
        engine.Router.Tell(Order(Maker), TestActor);

        await ExpectMsgAsync<PrivateRequestAnswered>();
    }

    [Fact]
    public async Task Asker_must_be_told_that_nothing_is_certain_when_the_guardian_itself_fails()
    {
        var engine = await Start();
        // No gateway may answer this; the decision that meets it fails.
        Exchange["maker-1"].Script = _ =>
            Task.FromResult<ExchangeAnswer>(new ExchangeAnswer.CancelAccepted(null!, null!));
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));

        engine.Router.Tell(Cancel(Maker), TestActor);

        (await ExpectMsgAsync<SessionCancelUnconfirmed>()).Reason.ShouldBe(
            SessionCancelUnconfirmedReason.EngineStopped
        );
        (
            await FishForMessageAsync<SessionEscalated>(escalated => escalated.Cause == EscalationCause.GuardianFailed)
        ).Session.ShouldBe(Maker);

        Exchange["maker-1"].Script = ScriptedGateway.Accept;
        engine.Router.Tell(Cancel(Maker), TestActor);
        await FishForMessageAsync<SessionCanceled>(_ => true);
    }

    [Fact]
    public async Task Neighbor_must_not_notice_when_a_session_fails()
    {
        var engine = await Start("risk-engine { supervision.sender-restarts = 0, guardian.verify-pause = 1ms }");
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(Defect);

        engine.Router.Tell(Cancel(Maker), TestActor);
        engine.Router.Tell(Cancel(Taker), CreateTestProbe("neighbor").Ref);
        await ExpectMsgAsync<SessionCancelUnconfirmed>();

        (await engine.Router.Ask<SessionStatus>(new GetSessionStatus(Taker))).State.ShouldBe(SessionState.Active);
    }
}
