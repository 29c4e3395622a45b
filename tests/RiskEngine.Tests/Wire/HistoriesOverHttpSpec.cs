using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Storage;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Wire;

/// <summary>Histories that once misled the pure rules, over real HTTP: clocks that lie, late orders, silence, crashes, full stores.</summary>
public sealed class HistoriesOverHttpSpec : OverHttpSpec
{
    private const string Fast =
        "retry-first = 5ms, retry-longest = 50ms, rate-limit-pause = 20ms, rate { requests-per-second = 500, burst = 500 }";

    private readonly TemporaryFolder _folder = new();
    private readonly ActorSystem _first = ActorSystem.Create(
        "first",
        ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }")
    );

    private protected override async Task EndAsync()
    {
        await _first.Terminate();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("24h")]
    [InlineData("1970-01-01")]
    public async Task Cancel_and_next_order_must_pass_when_a_page_of_a_front_shows_another_day(string date)
    {
        var engine = await Start("maker { }", $"cancel/session: 403 html x1; cancel/session: date {date} x1", Fast);
        Place("maker");

        var canceled = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();
        await PlaceThrough(engine, 1);
        var again = (await CancelNow(engine)).ShouldBeOfType<SessionCanceled>();

        canceled.Effort.Attempts.Count.ShouldBe(2);
        again.Effort.Attempts.ShouldHaveSingleItem();
        var latest = TimeProvider.System.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds();
        // Of the request that the page answered the exchange never saw the nonce.
        Exchange.World.Requests.ShouldAllBe(request => !(request.Nonce >= latest));
    }

    [Theory]
    [InlineData("new: hold 1h", "")]
    [InlineData("new: hold 1h; new: drop-after", "look-after = 200ms")]
    public async Task Order_must_be_told_and_canceled_when_it_turns_up_live_while_the_session_is_engaged(
        string fault,
        string looks
    )
    {
        Exchange.World.Switches = Exchange.World.Switches with { Fence = false };
        var engine = await Start("maker { client-order-id-prefix = \"mm-\" }", fault, $"{looks}\n{Fast}");
        Sys.EventStream.Subscribe(TestActor, typeof(LateOrder));
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));
        var (strategy, person) = (CreateTestProbe(), CreateTestProbe());
        engine.Router.Tell(NewOrder("maker", name: "mm-1"), strategy.Ref);
        await Seen(OrderPath, 1);
        engine.KillSwitch.Tell(
            new EngageKillSwitch(
                KillSwitchScope.Everything.Instance,
                NextId(),
                new RequestedBy.Person("alice"),
                new Reason("a test")
            ),
            person.Ref
        );
        await person.FishForMessageAsync<KillSwitchCompleted>(_ => true, Patience);

        ExchangeTime.Release();

        var late = await ExpectMsgAsync<LateOrder>(Patience);
        var escalated = await ExpectMsgAsync<SessionEscalated>(Patience);
        escalated.Cause.ShouldBe(EscalationCause.OrderOutlivedCancel);
        escalated.Detail.ShouldContain($"{late.Order}");
        await AwaitAssertAsync(() => Exchange.World.OpenOrders.ShouldBeEmpty(), Patience);
        new OrderId(Exchange.World.Orders.ShouldHaveSingleItem().Id).ShouldBe(late.Order);
        await strategy.ExpectMsgAsync<PrivateRequestOutcome>(Patience);
    }

    [Fact]
    public async Task Second_cancel_must_have_a_request_of_its_own_when_both_of_the_first_are_silent()
    {
        var engine = await Start("maker { }", "cancel/session: stall x2", $"hedge-after = 300ms\n{Fast}");
        Place("maker");
        var (first, second) = (CreateTestProbe(), CreateTestProbe());
        engine.Router.Tell(Cancel("maker"), first.Ref);
        await Seen(CancelPath, 2);

        engine.Router.Tell(Cancel("maker", TimeSpan.FromSeconds(20)), second.Ref);

        // The first two are silent until the attempt's own limit, which is longer than this deadline.
        (await second.ExpectMsgAsync<SessionCancelOutcome>(Patience)).ShouldBeOfType<SessionCanceled>();
        Exchange.World.OpenOrdersOf("maker").ShouldBeEmpty("Canceled was said");
        (await first.ExpectMsgAsync<SessionCancelOutcome>(Patience)).ShouldBeOfType<SessionCanceled>();
        Exchange.World.Requests.Count(request => request.Path == CancelPath).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task Canceled_must_not_be_said_when_an_order_of_a_crashed_process_may_still_land_on_a_time_based_key()
    {
        const string Session = "seconds { nonce.mode = time-based }";
        Exchange.World.Switches = Exchange.World.Switches with { TimeNonceMustIncrease = false };
        await using var live = new SqliteStore(new SqliteStoreOptions(_folder.PathOf("live.db")));
        var before = await Start(_first, PortsOf(live), Session, "new: transit 1h x1", Fast);
        before.Router.Tell(NewOrder("seconds"), CreateTestProbe().Ref);
        await Seen(OrderPath, 1);
        // What a disk holds of a process that was killed: no file was closed, and the log was not folded in.
        foreach (var file in (string[])["live.db", "live.db-wal"])
            File.Copy(_folder.PathOf(file), _folder.PathOf(file.Replace("live", "left")));
        await using var left = new SqliteStore(new SqliteStoreOptions(_folder.PathOf("left.db")));
        Sys.EventStream.Subscribe(TestActor, typeof(LateOrder));
        var engine = await Sys.StartRiskEngine(
            Settings(Session, new Gemini.GeminiExchange(TimeProvider.System), Fast),
            PortsOf(left)
        );

        var unconfirmed = (
            await CancelNow(engine, TimeSpan.FromSeconds(1), "seconds")
        ).ShouldBeOfType<SessionCancelUnconfirmed>();

        unconfirmed.Reason.ShouldBe(SessionCancelUnconfirmedReason.OrderMayLand);
        var until = unconfirmed.OrderMayLandUntil.ShouldNotBeNull();
        var window = until - TimeProvider.System.GetUtcNow();
        window.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(90));
        ExchangeTime.Release();
        await AwaitAssertAsync(() => Exchange.World.Orders.Count.ShouldBe(1, "it did land"), Patience);
    }

    [Fact]
    public async Task Cancel_must_be_sent_with_the_next_second_when_a_clock_that_ran_25_s_ahead_was_corrected()
    {
        var engine = await Start(
            Sys,
            RiskEnginePorts.Default with
            {
                Time = new ShiftedTime(TimeSpan.FromSeconds(25)),
            },
            "seconds { verification = none, nonce.mode = time-based }",
            guardian: $"preflight = on\n{Fast}"
        );
        Place("seconds");
        await AwaitAssertAsync(
            async () =>
                (
                    await engine.Router.Ask<SessionStatus>(new GetSessionStatus(KeyOf("seconds")))
                ).ClockSkew.ShouldBeLessThan(TimeSpan.FromSeconds(-20)),
            Patience
        );
        var used = Exchange.World.Requests.Max(request => request.Nonce)!.Value;
        used.ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddSeconds(10).ToUnixTimeSeconds());

        (await CancelNow(engine, TimeSpan.FromSeconds(4), "seconds")).ShouldBeOfType<SessionCanceled>();

        Exchange.World.Requests.First(request => request.Path == CancelPath).Nonce.ShouldBe(used + 1);
    }

    [Fact]
    public async Task Cancel_must_pass_when_a_time_based_key_has_used_up_the_window_of_an_exchange_whose_clock_is_20_s_behind()
    {
        // No header tells the time: only the words of the refusal do, and by then a dozen nonces were taken.
        var engine = await Start(
            "seconds { verification = none, nonce.mode = time-based }",
            "*: skew -20s; *: date none",
            Fast
        );
        for (var i = 0; i < 14; i++)
            await engine.Router.Ask<PrivateRequestOutcome>(NewOrder("seconds"), Patience);
        Exchange.World.OpenOrdersOf("seconds").Count.ShouldBeGreaterThan(5);

        (await CancelNow(engine, TimeSpan.FromSeconds(15), "seconds")).ShouldBeOfType<SessionCanceled>();
    }

    [Fact]
    public async Task Store_of_nonces_must_be_asked_again_and_orders_pass_when_writes_failed_and_the_nonces_lead_the_clock()
    {
        // The first is the engine's as it starts; without an alarm the next would come after a block's half minute.
        var ahead = TimeProvider.System.GetUtcNow().AddMinutes(20).ToUnixTimeMilliseconds();
        var marks = new FailingMarks(new Nonce(ahead), failures: 2);
        var engine = await Start(Sys, RiskEnginePorts.Default with { NonceMarks = marks }, "maker { }", guardian: Fast);

        await AwaitAssertAsync(() => marks.Writes.ShouldBeGreaterThan(2), TimeSpan.FromSeconds(15));

        await PlaceThrough(engine, 1);
        Exchange.World.Requests.Single(request => request.Path == OrderPath).Nonce!.Value.ShouldBeGreaterThan(ahead);
    }

    private static RiskEnginePorts PortsOf(SqliteStore store) =>
        RiskEnginePorts.Default with
        {
            NonceMarks = store.NonceMarks,
            OrderLedgers = store.OrderLedgers,
        };
}
