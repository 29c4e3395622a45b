using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Alerting;

public sealed class AlertSpec : VirtualSpec
{
    private readonly ScriptedSender _sender = new();

    [Fact]
    public void Alert_must_be_tried_at_once_when_the_switch_is_engaged()
    {
        Engage();

        var alert = _sender.Tried.ShouldHaveSingleItem();
        alert.Kind.ShouldBe(nameof(KillSwitchEngaged));
        alert.Text.ShouldStartWith("session/gemini/maker-1 engaged by person ann, epoch 1@node-1: a test");
    }

    [Fact]
    public void Alert_must_be_tried_again_with_growing_waits_until_it_arrives_and_once_more_never()
    {
        _sender.Answer = () => Task.FromResult<string?>("status 503");
        Engage();
        foreach (var (pause, tries) in new[] { (1, 2), (2, 3), (4, 4) })
        {
            World.Advance(TimeSpan.FromSeconds(pause));
            _sender.Tried.Count.ShouldBe(tries);
        }

        _sender.Answer = () => Task.FromResult<string?>(null);
        World.Advance(TimeSpan.FromMinutes(10));

        _sender.Tried.Count.ShouldBe(5);
        _sender.Tried.Select(alert => alert.Id).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void Alert_must_not_be_given_up_when_the_wall_clock_jumps_while_it_waits()
    {
        _sender.Answer = () => Task.FromResult<string?>("status 503");
        Engage();
        World.SetWallAhead(TimeSpan.FromHours(2));
        _sender.Answer = () => Task.FromResult<string?>(null);

        World.Advance(TimeSpan.FromSeconds(1));

        _sender.Tried.Count.ShouldBe(2);
    }

    [Fact]
    public void Next_alert_must_go_out_at_once_when_the_receiver_refuses_one_for_good()
    {
        var engine = Engage();
        _sender.Tried.Clear();
        _sender.Answer = () =>
            _sender.Tried.Count == 1
                ? Task.FromException<string?>(new AlertRefusedException("status 400: no such channel"))
                : Task.FromResult<string?>(null);

        engine.KillSwitch.Tell(Engage(MakerAlone), Test.Ref);
        engine.KillSwitch.Tell(Engage(MakerAlone), Test.Ref);
        World.RunUntilQuiet();

        _sender.Tried.Count.ShouldBe(2);
        _sender.Tried.Select(alert => alert.Id).Distinct().Count().ShouldBe(2);
        World.Advance(TimeSpan.FromMinutes(10));
        _sender.Tried.Count.ShouldBe(2, "the refused one is never sent again");
    }

    [Fact]
    public void Cancels_must_not_wait_when_the_receiver_of_alerts_never_answers()
    {
        _sender.Answer = () => new TaskCompletionSource<string?>().Task;
        var engine = Engage();

        World.Ask<SessionCanceled>(engine.Router, Cancel(Maker));
    }

    [Fact]
    public void Oldest_alert_must_be_given_up_when_too_many_wait()
    {
        _sender.Answer = () => Task.FromResult<string?>("status 503");
        var engine = Engage("risk-engine.alerts.webhook.max-waiting = 2");
        for (var i = 0; i < 4; i++)
        {
            engine.KillSwitch.Tell(Engage(MakerAlone), Test.Ref);
            World.RunUntilQuiet();
        }

        _sender.Tried.Clear();
        _sender.Answer = () => Task.FromResult<string?>(null);
        World.Advance(TimeSpan.FromMinutes(10));

        // Five engagements, and the two latest of them arrive, in their order.
        _sender
            .Tried.Select(alert => alert.Text[..alert.Text.IndexOf(':', StringComparison.Ordinal)])
            .ShouldBe([
                "session/gemini/maker-1 engaged by person ann, epoch 4@node-1",
                "session/gemini/maker-1 engaged by person ann, epoch 5@node-1",
            ]);
    }

    [Fact]
    public void Alerts_must_go_out_one_at_a_time_when_the_receiver_never_answers()
    {
        _sender.Answer = () => new TaskCompletionSource<string?>().Task;
        var engine = Engage();
        engine.KillSwitch.Tell(Engage(MakerAlone), Test.Ref);
        World.Advance(TimeSpan.FromMinutes(10));

        _sender.Tried.ShouldHaveSingleItem();
    }

    [Fact]
    public void Doubted_clock_must_not_be_told_as_a_skew_of_the_exchange()
    {
        Start("", RiskEnginePorts.Default with { Alerts = _sender });
        World.System.EventStream.Publish(
            new AnswerClockDoubted(Maker, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(50))
        );
        World.RunUntilQuiet();

        var alert = _sender.Tried.ShouldHaveSingleItem();
        alert.Kind.ShouldBe(nameof(AnswerClockDoubted));
        alert.Text.ShouldStartWith("answers tell the time 1970-01-01 00:00:00Z, and this machine");
    }

    [Fact]
    public void List_that_is_too_long_must_be_told_in_the_outcome_the_status_and_an_alert()
    {
        Exchange["taker-1"].Script = request =>
            request.Request is ExchangeRequest.ReadOpenOrders
                ? Task.FromResult<ExchangeAnswer>(
                    new ExchangeAnswer.Unknown(
                        UnknownReason.AnswerTooLong,
                        new ExchangeReason("", "HTTP 200: (too long)")
                    )
                )
                : ScriptedGateway.Accept(request);
        var engine = Start("", RiskEnginePorts.Default with { Alerts = _sender });
        engine.Router.Tell(Cancel(Taker), Test.Ref);
        World.Advance(TimeSpan.FromSeconds(11));

        Test.Fish<SessionCancelUnconfirmed>().Reason.ShouldBe(SessionCancelUnconfirmedReason.OpenOrdersTooLong);
        StatusOf(Taker, engine).Troubles.Single().Kind.ShouldBe(SessionTroubleKind.OpenOrdersTooLong);
        var told = _sender.Tried.Select(alert => alert.Text).ToList();
        told.ShouldContain(text =>
            text.StartsWith("OpenOrdersUnread: ") && text.Contains("Raise gemini.max-answer-bytes")
        );
        told.ShouldContain(text => text.StartsWith("CancelUnconfirmed: ") && text.Contains("OpenOrdersTooLong"));
    }

    private RiskEngineHandle Engage(string hocon = "")
    {
        var engine = Start(hocon, RiskEnginePorts.Default with { Alerts = _sender });
        engine.KillSwitch.Tell(Engage(MakerAlone), Test.Ref);
        Test.Fish<KillSwitchCompleted>();
        return engine;
    }
}
