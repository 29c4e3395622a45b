using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

public sealed class SupervisionSpec : VirtualSpec
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(30);
    private static readonly Exception Defect = new InvalidOperationException("a defect");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_command_must_get_exactly_one_answer_when_the_sender_throws_and_is_restarted(bool atOnce)
    {
        var engine = Start();
        Exchange["maker-1"].Script = request =>
            request.Attempt.Value > 1 ? ScriptedGateway.Accept(request)
            : atOnce ? throw Defect
            : Task.FromException<ExchangeAnswer>(Defect);

        engine.Router.Tell(Cancel(Maker), Test.Ref);

        var canceled = Test.Expect<SessionCanceled>();
        canceled
            .Effort.Attempts.Select(attempt => attempt.Result)
            .ShouldBe([AttemptResult.Unknown, AttemptResult.Accepted]);
        canceled.Listing.ShouldBe(CancelListing.Incomplete, "the request that failed may have run");
        Test.ExpectNothing();
    }

    [Fact]
    public void Other_requests_must_be_answered_when_one_makes_the_sender_throw()
    {
        var engine = Start();
        Exchange["maker-1"].Script = request =>
            request.Lane == Lane.Order ? World.After(Latency, () => ScriptedGateway.Accept(request))
            : request.Attempt.Value == 2 ? throw Defect
            : ScriptedGateway.Accept(request);
        var order = Order(Maker);
        engine.Router.Tell(order, Test.Ref);
        engine.Router.Tell(Cancel(Maker), Test.Ref);
        Test.Expect<SessionCanceled>();

        World.Advance(Latency);

        Test.Expect<PrivateRequestAnswered>().Command.ShouldBe(order.Id);
    }

    [Fact]
    public void Every_asker_must_be_answered_before_the_escalation_when_the_sender_keeps_failing()
    {
        var engine = Start("risk-engine.supervision { sender-restarts = 2, within = 10s }");
        Exchange["maker-1"].Script = request =>
            request.Lane == Lane.Order ? ScriptedGateway.Silence(request) : Task.FromException<ExchangeAnswer>(Defect);
        Test.Subscribe<SessionEscalated>();
        var order = Order(Maker);
        var commands = Enumerable.Range(0, 5).Select(_ => Cancel(Maker)).ToList();

        engine.Router.Tell(order, Test.Ref);
        foreach (var command in commands)
            engine.Router.Tell(command, Test.Ref);
        World.Advance(TimeSpan.FromSeconds(1));

        var answers = Test.TakeAll().ToList();
        answers[^1].ShouldBeOfType<SessionEscalated>().Cause.ShouldBe(EscalationCause.SenderKeepsFailing);
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
    public void Every_asker_must_be_answered_when_a_defect_strikes_in_each_last_word_too()
    {
        var engine = Start(ports: RiskEnginePorts.Default with { Audit = new BrokenAudit() });
        Exchange["maker-1"].Script = ScriptedGateway.Silence;
        var commands = Enumerable.Range(0, 3).Select(_ => Cancel(Maker)).ToList();
        foreach (var command in commands)
            engine.Router.Tell(command, Test.Ref);

        World.Advance(TimeSpan.FromMinutes(1));

        Test.TakeAll()
            .OfType<SessionCancelOutcome>()
            .Select(outcome => outcome.Command)
            .ShouldBe(commands.Select(command => command.Id), ignoreOrder: true);
    }

    [Fact]
    public void Outcome_must_be_published_once_when_its_command_is_sent_again()
    {
        var engine = Start();
        var (command, heard) = (Cancel(Maker), World.Listen());
        heard.Subscribe<SessionCancelOutcome>();
        for (var i = 0; i < 3; i++)
        {
            engine.Router.Tell(command, Test.Ref);
            Test.Expect<SessionCanceled>();
        }

        heard.TakeAll().ShouldHaveSingleItem();
    }

    [Fact]
    public void Guardian_must_work_again_under_the_same_reference_when_the_exchange_is_well_again()
    {
        var engine = Start("risk-engine.supervision { sender-restarts = 0, within = 10s }");
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(Defect);
        engine.Guardians[Maker].Tell(Cancel(Maker), Test.Ref);
        Test.Expect<SessionCancelUnconfirmed>();
        var before = Exchange["maker-1"].Sent.Max(request => request.Nonce);

        Exchange["maker-1"].Script = ScriptedGateway.Accept;
        engine.Guardians[Maker].Tell(Cancel(Maker), Test.Ref);

        Test.Expect<SessionCanceled>();
        var last = Exchange["maker-1"].Sent[^1];
        last.Nonce.ShouldBeGreaterThan(before);
        Exchange["maker-1"].Sent.Select(request => request.Attempt).ShouldBeUnique();
    }

    [Fact]
    public void Order_entry_must_stay_closed_for_a_while_when_the_guardian_restarted()
    {
        var engine = Start("risk-engine.supervision { sender-restarts = 0, reopen-first = 1h, reopen-longest = 1h }");
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(Defect);
        engine.Router.Tell(Cancel(Maker), Test.Ref);
        Test.Expect<SessionCancelUnconfirmed>();
        Exchange["maker-1"].Script = ScriptedGateway.Accept;

        engine.Router.Tell(Order(Maker), Test.Ref);
        engine.Router.Tell(Cancel(Maker), Test.Ref);

        Test.Expect<PrivateRequestDenied>().Reason.ShouldBe(PrivateRequestDeniedReason.NotActive);
        Test.Expect<SessionCanceled>();
    }

    [Fact]
    public void Order_entry_must_open_when_the_wait_after_a_restart_is_over()
    {
        var engine = Start("risk-engine.supervision { sender-restarts = 0, reopen-first = 1s }");
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(Defect);
        engine.Router.Tell(Cancel(Maker), Test.Ref);
        Test.Expect<SessionCancelUnconfirmed>();
        Exchange["maker-1"].Script = ScriptedGateway.Accept;

        World.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromMilliseconds(1));
        StatusOf(Maker, engine).State.ShouldBe(SessionState.Starting);
        World.Advance(TimeSpan.FromMilliseconds(1));
        StatusOf(Maker, engine).State.ShouldBe(SessionState.Active);
        engine.Router.Tell(Order(Maker), Test.Ref);

        Test.Expect<PrivateRequestAnswered>();
    }

    [Fact]
    public void Asker_must_be_told_that_nothing_is_certain_when_the_guardian_itself_fails()
    {
        var engine = Start();
        // No gateway may answer this; the decision that meets it fails.
        Exchange["maker-1"].Script = _ =>
            Task.FromResult<ExchangeAnswer>(new ExchangeAnswer.CancelAccepted(null!, null!));
        Test.Subscribe<SessionEscalated>();

        engine.Router.Tell(Cancel(Maker), Test.Ref);

        Test.Expect<SessionCancelUnconfirmed>().Reason.ShouldBe(SessionCancelUnconfirmedReason.EngineStopped);
        Test.TakeAll()
            .OfType<SessionEscalated>()
            .ShouldContain(escalated =>
                escalated.Cause == EscalationCause.GuardianFailed && escalated.Session == Maker
            );

        Exchange["maker-1"].Script = ScriptedGateway.Accept;
        engine.Router.Tell(Cancel(Maker), Test.Ref);
        Test.Fish<SessionCanceled>();
    }

    [Fact]
    public void Neighbor_must_not_notice_when_a_session_fails()
    {
        var engine = Start("risk-engine.supervision.sender-restarts = 0");
        Exchange["maker-1"].Script = _ => Task.FromException<ExchangeAnswer>(Defect);

        engine.Router.Tell(Cancel(Maker), Test.Ref);
        engine.Router.Tell(Cancel(Taker), World.Listen().Ref);
        Test.Expect<SessionCancelUnconfirmed>();

        StatusOf(Taker, engine).State.ShouldBe(SessionState.Active);
    }

    [Fact]
    public void Cancel_must_be_proven_under_the_same_references_when_the_supervisor_has_restarted()
    {
        var engine = Start();
        Exchange["maker-1"].Script = ScriptedGateway.Silence;
        var before = Cancel(Maker);
        engine.Router.Tell(before, Test.Ref);
        World.RunUntilQuiet();

        RestartSupervisor();

        Test.Expect<SessionCancelOutcome>().Command.ShouldBe(before.Id, "it is told that nothing is certain");
        Exchange["maker-1"].IsDisposed.ShouldBeFalse();
        Exchange["maker-1"].Script = ScriptedGateway.Accept;
        foreach (var way in (IActorRef[])[engine.Router, engine.Guardians[Maker]])
        {
            var after = Cancel(Maker);
            way.Tell(after, Test.Ref);
            Test.Expect<SessionCanceled>().Command.ShouldBe(after.Id);
        }
        var last = Exchange["maker-1"].Sent[^1];
        last.Nonce.ShouldBeGreaterThan(Exchange["maker-1"].Sent[0].Nonce);
    }

    [Fact]
    public void Engagement_must_hold_and_cancels_pass_when_the_supervisor_has_restarted()
    {
        var engine = Start();
        engine.KillSwitch.Tell(Engage(MakerAlone), Test.Ref);
        Test.Fish<KillSwitchCompleted>();

        RestartSupervisor();

        World.Ask<PrivateRequestDenied>(engine.Router, Order(Maker)).Reason.ShouldBe(PrivateRequestDeniedReason.Halted);
        World.Ask<SessionCanceled>(engine.Router, Cancel(Maker));
        World
            .Ask<KillSwitchStatus>(engine.KillSwitch, GetKillSwitch.Instance)
            .State.ShouldBeOfType<KillSwitchState.Engaged>()
            .Engagements.ShouldHaveSingleItem()
            .Scope.ShouldBe(MakerAlone);
    }

    [Fact]
    public void Acceptance_must_be_audited_and_told_when_it_comes_after_its_sender_has_died()
    {
        var audit = new KeptAudit();
        var engine = Start(ports: RiskEnginePorts.Default with { Audit = audit });
        Exchange["maker-1"].Script = request => World.After(Latency, () => ScriptedGateway.Accept(request));
        engine.Router.Tell(Cancel(Maker), Test.Ref);
        World.RunUntilQuiet();
        var request = Exchange["maker-1"].Sent.ShouldHaveSingleItem();
        World.System.ActorSelection("/user/risk-engine/maker-1/http-sender").Tell(PoisonPill.Instance);
        Test.Expect<SessionCancelUnconfirmed>();
        Test.Subscribe<LateAcceptance>();

        World.Advance(Latency);

        Test.Expect<LateAcceptance>().Attempt.ShouldBe(request.Attempt);
        audit.Entries.OfType<AuditEntry.Answered>().ShouldHaveSingleItem().Nonce.ShouldBe(request.Nonce);
    }

    /// <summary>No such session wants anything: the supervisor fails at it.</summary>
    private void RestartSupervisor()
    {
        World
            .System.ActorSelection("/user/risk-engine")
            .Tell(new GuardianEffect.WantAccountCancel(Key("nobody"), Maker, new CommandId("c1")));
        World.RunUntilQuiet();
    }

    /// <summary>A trail that breaks down at every answer, as only a defect can.</summary>
    private sealed class BrokenAudit : IAuditRecorder
    {
        public void Record(AuditEntry entry)
        {
            if (entry is AuditEntry.Told)
                throw Defect;
        }

        public Task<bool> FlushAsync(CancellationToken giveUp) => Task.FromResult(true);
    }
}
