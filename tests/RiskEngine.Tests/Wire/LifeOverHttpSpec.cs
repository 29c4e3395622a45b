using Akka.Actor;

namespace RiskEngine.Tests.Wire;

/// <summary>Starts, crashes, silence and the end: what becomes of the orders and of whoever asked.</summary>
public sealed class LifeOverHttpSpec : OverHttpSpec
{
    [Theory]
    [InlineData("maker", SessionState.Active)]
    [InlineData("auditor", SessionState.Suspended)]
    public async Task Session_must_come_up_as_its_key_may_trade(string alias, SessionState state)
    {
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));
        var engine = await Start($"{alias} {{ }}", "roles: 502 x1", "preflight = on");

        await AwaitAssertAsync(
            async () =>
                (await engine.Router.Ask<SessionStatus>(new GetSessionStatus(KeyOf(alias)))).State.ShouldBe(state),
            Patience
        );

        if (state == SessionState.Suspended)
            (await ExpectMsgAsync<SessionEscalated>(Patience)).Cause.ShouldBe(EscalationCause.KeyMayNotTrade);
        engine.Router.Tell(Cancel(alias), TestActor);
        await FishForMessageAsync<SessionCancelOutcome>(_ => true, Patience);
        Exchange.World.Requests.ShouldContain(request => request.Path == CancelPath, "it is tried all the same");
    }

    [Fact]
    public async Task Key_that_may_withdraw_must_be_told_of_when_it_comes_up()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));

        await Start("rich { }", "roles: 502 x1", "preflight = on");

        (await ExpectMsgAsync<SessionEscalated>(Patience)).Cause.ShouldBe(EscalationCause.KeyMayWithdraw);
    }

    [Theory]
    // Without its sender's answer a command is answered by the request beside it; without its guardian's, at once.
    [InlineData("maker/http-sender", "hedge-after = 100ms")]
    [InlineData("maker", "")]
    public async Task Answer_must_come_once_when_one_is_killed_while_the_request_is_in_flight(
        string victim,
        string guardian
    )
    {
        var engine = await Start("maker { verification = none }", "cancel/session: latency 1h x1", guardian);
        engine.Router.Tell(Cancel("maker"), TestActor);
        await Seen(CancelPath, 1);

        Sys.ActorSelection($"/user/risk-engine/{victim}").Tell(Kill.Instance);

        (await ExpectMsgAsync<SessionCancelOutcome>(Patience)).ShouldBeOfType(
            victim == "maker" ? typeof(SessionCancelUnconfirmed) : typeof(SessionCanceled)
        );
        ExchangeTime.Release();
        // Whatever it was told before comes before this.
        engine.Router.Tell(Cancel("maker"), TestActor);
        await ExpectMsgAsync<SessionCanceled>(Patience);
        engine.Router.Tell(new GetSessionStatus(KeyOf("maker")), TestActor);
        (await ExpectMsgAsync<SessionStatus>(Patience)).PendingCancels.ShouldBe(0);
    }

    [Fact]
    public async Task Everyone_must_be_answered_and_the_orders_go_when_the_system_stops_and_the_session_says_so()
    {
        var engine = await Start(
            "maker { verification = account, cancel-on-stop = on }\n killer { }",
            "cancel/session@killer: stall; order/new: stall"
        );
        Place("maker");
        engine.Router.Tell(Cancel("killer"), TestActor);
        engine.Router.Tell(NewOrder("killer"), TestActor);

        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);

        Exchange.World.OpenOrdersOf("maker").ShouldBeEmpty();
        var answers = await ReceiveNAsync(2, Patience).ToListAsync();
        answers.OfType<SessionCancelUnconfirmed>().ShouldHaveSingleItem();
        answers.OfType<PrivateRequestOutcome>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Orders_of_a_crashed_run_must_go_when_the_session_cancels_on_start()
    {
        Place("maker");

        await Start("maker { cancel-on-start = on }", "cancel/session: 502 x1");

        await AwaitAssertAsync(() => Exchange.World.OpenOrdersOf("maker").ShouldBeEmpty(), Patience);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Orders_must_go_when_the_strategy_that_is_watched_dies_or_falls_silent(bool dies)
    {
        var engine = await Start("maker { }", "cancel/session: drop x1");
        Sys.EventStream.Subscribe(TestActor, typeof(StrategyLost));
        Place("maker");
        var strategy = CreateTestProbe();
        engine.Router.Tell(
            new RegisterStrategy(KeyOf("maker"), Quoter, dies ? null : TimeSpan.FromMilliseconds(200)),
            strategy.Ref
        );
        (await strategy.ExpectMsgAsync<StrategyWatched>(Patience)).IsWatched.ShouldBeTrue();

        if (dies)
            Sys.Stop(strategy.Ref);

        (await ExpectMsgAsync<StrategyLost>(Patience)).Cause.ShouldBe(
            dies ? StrategyLossCause.Died : StrategyLossCause.Silent
        );
        await AwaitAssertAsync(() => Exchange.World.OpenOrdersOf("maker").ShouldBeEmpty(), Patience);
    }

    [Fact]
    public async Task Key_must_be_kept_alive_by_no_more_beats_than_it_needs()
    {
        var engine = await Start("beating { require-heartbeat = on }", "heartbeat: drop x1", "heartbeat-after = 300ms");
        Place("beating");

        // For longer than the exchange waits.
        await Seen("/v1/heartbeat", 12);

        var isOpen = Exchange.World.OpenOrdersOf("beating").Count > 0;
        var beats = Exchange.World.Requests.Select(beat => beat.ArrivedAt).ToList();
        // A machine that stood still for as long as the exchange waits proves nothing.
        if (beats.Zip(beats.Skip(1)).All(pair => pair.Second - pair.First < HeartbeatLimit))
            isOpen.ShouldBeTrue();
        // A nonce is the millisecond in which the request left.
        var left = Exchange
            .World.Requests.Where(request => request.IsExecuted)
            .Select(beat => beat.Nonce!.Value)
            .ToList();
        left.Zip(left.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First >= 290);
        engine.Router.Tell(Cancel("beating"), TestActor);
        await ExpectMsgAsync<SessionCanceled>(Patience);
    }
}
