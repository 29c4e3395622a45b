using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using RiskEngine.Gemini;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Wire;

/// <summary>What the engine promises, over real HTTP, each under the fault that would break it.</summary>
public sealed class FaultsOverHttpSpec : TestKit, IAsyncLifetime
{
    private const string Secret = "a-secret";
    private const string CancelPath = "/v1/order/cancel/session";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly StrategyId Quoter = new("quoter");
    private GeminiSimulator _exchange = null!;
    private int _commands;

    public FaultsOverHttpSpec()
        : base("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }") { }

    async Task IAsyncLifetime.InitializeAsync() =>
        _exchange = await GeminiSimulator.StartAsync(
            new SimulatorOptions
            {
                Credentials =
                [
                    new ApiKey("maker", "account-maker", Secret) { Account = "desk" },
                    new ApiKey("killer", "account-killer", Secret) { Account = "desk" },
                    new ApiKey("seconds", "account-seconds", Secret)
                    {
                        Account = "desk-2",
                        Nonce = Simulator.Keys.NonceMode.TimeBased,
                    },
                    new ApiKey("beating", "account-beating", Secret) { Account = "desk-3", RequireHeartbeat = true },
                    new ApiKey("rich", "account-rich", Secret)
                    {
                        Account = "desk-4",
                        Roles = Roles.Trader | Roles.FundManager,
                    },
                ],
                RateLimit = null,
                HeartbeatLimit = TimeSpan.FromSeconds(1),
            }
        );

    async Task IAsyncLifetime.DisposeAsync()
    {
        await Sys.Terminate();
        await _exchange.DisposeAsync();
    }

    [Fact]
    public async Task Cancel_must_pass_when_an_order_request_is_never_answered()
    {
        var router = await Start("order/new: stall", "maker { verification = none }");
        router.Tell(NewOrder("maker"), CreateTestProbe().Ref);
        await Seen("/v1/order/new", 1);

        router.Tell(Cancel("maker"), TestActor);

        (await ExpectMsgAsync<SessionCanceled>(Patience)).Effort.Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Thousand_cancels_must_cost_two_requests_when_they_come_at_once()
    {
        // Out until all have come, however slow the machine is.
        var router = await Start(
            "cancel/session: latency 3s x1",
            "maker { verification = none }",
            "attempt-timeout = 25s, hedge-after = 20s, default-deadline = 30s",
            "request-timeout = 20s"
        );
        router.Tell(Cancel("maker"), TestActor);
        await Seen(CancelPath, 1);
        for (var i = 1; i < 1000; i++)
            router.Tell(Cancel("maker"), TestActor);
        router.Tell(new GetSessionStatus(KeyOf("maker")), TestActor);
        (await ExpectMsgAsync<SessionStatus>(Patience)).PendingCancels.ShouldBe(1000);

        for (var i = 0; i < 1000; i++)
            await ExpectMsgAsync<SessionCanceled>(Patience);
        _exchange.World.Requests.Count(request => request.Path == CancelPath).ShouldBe(2);
    }

    [Fact]
    public async Task Second_request_must_prove_the_cancel_when_the_first_is_never_answered()
    {
        var router = await Start("cancel/session: stall-after x1", "maker { }", "hedge-after = 100ms");
        Place("maker");

        router.Tell(Cancel("maker"), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>(Patience);
        canceled.Effort.Attempts.Count.ShouldBe(2);
        canceled.Effort.Attempts[^1].Result.ShouldBe(AttemptResult.Accepted);
        canceled.Listing.ShouldBe(CancelListing.Incomplete);
        _exchange.World.OpenOrdersOf("maker").ShouldBeEmpty();
    }

    [Fact]
    public async Task Late_acceptance_must_be_published_when_it_comes_after_the_answer()
    {
        var router = await Start("cancel/session: latency 400ms", "maker { verification = none }");
        var placed = Place("maker");
        Sys.EventStream.Subscribe(TestActor, typeof(LateAcceptance));

        router.Tell(Cancel("maker", TimeSpan.FromMilliseconds(100)), TestActor);

        await ExpectMsgAsync<SessionCancelUnconfirmed>(Patience);
        (await ExpectMsgAsync<LateAcceptance>(Patience)).Canceled.ShouldBe([new OrderId(placed.Id)]);
    }

    [Fact]
    public async Task Cancel_must_lie_above_every_leased_nonce()
    {
        var router = await Start("", "maker { verification = none }");
        router.Tell(new LeaseNonce(KeyOf("maker"), NextId(), Quoter), TestActor);
        var leased = await ExpectMsgAsync<NonceLeased>(Patience);

        router.Tell(Cancel("maker"), TestActor);

        await ExpectMsgAsync<SessionCanceled>(Patience);
        var cancel = _exchange.World.Requests.Single(request => request.Path == CancelPath);
        ((long?)cancel.Nonce)!.Value.ShouldBeGreaterThan(leased.Nonce.Value);
    }

    [Fact]
    public async Task Wanted_unit_must_be_named_when_the_key_wants_seconds()
    {
        var router = await Start("", "seconds { nonce { mode = increasing } }");
        Sys.EventStream.Subscribe(TestActor, typeof(NonceUnitWrong));

        router.Tell(Cancel("seconds", TimeSpan.FromMilliseconds(300)), TestActor);

        (await FishForMessageAsync<NonceUnitWrong>(_ => true, Patience)).Wants.ShouldBe(WantedNonce.Seconds);
    }

    [Fact]
    public async Task Skew_must_be_told_and_the_cancel_pass_when_the_exchanges_clock_is_off()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(ClockSkewed));
        var router = await Start("*: skew 45s", "seconds { nonce { mode = time-based } }");

        router.Tell(Cancel("seconds"), TestActor);

        (await ExpectMsgAsync<ClockSkewed>(Patience)).Skew.ShouldBeGreaterThan(TimeSpan.FromSeconds(40));
        await ExpectMsgAsync<SessionCanceled>(Patience);
    }

    [Fact]
    public async Task Leftovers_must_be_canceled_by_themselves_and_named_when_the_exchange_rejects_them()
    {
        var router = await Start("cancel/session: reject all", "maker { verification = account }");
        var placed = (ulong[])[Place("maker").Id, Place("maker").Id];

        router.Tell(Cancel("maker"), TestActor);

        var partial = await ExpectMsgAsync<SessionCancelPartial>(Patience);
        partial.Rejects.Select(order => order.Value).ShouldBe(placed, ignoreOrder: true);
        partial.Open.ShouldBeEmpty();
        partial.Canceled.Select(order => order.Value).ShouldBe(placed, ignoreOrder: true);
        _exchange.World.OpenOrdersOf("maker").ShouldBeEmpty();
    }

    [Fact]
    public async Task Account_must_be_canceled_with_the_kept_key_when_the_session_is_not_proven()
    {
        var router = await Start(
            "cancel/session: 503",
            "maker { escalation { account-cancel = on, account-cancel-with = killer } }\n killer { }"
        );
        Place("maker");
        Sys.EventStream.Subscribe(TestActor, typeof(AccountCancelEnded));

        router.Tell(Cancel("maker", TimeSpan.FromMilliseconds(200)), TestActor);

        await ExpectMsgAsync<SessionCancelUnconfirmed>(Patience);
        (await ExpectMsgAsync<AccountCancelEnded>(Patience)).Session.ShouldBe(KeyOf("killer"));
        _exchange.World.OpenOrdersOf("maker").ShouldBeEmpty();
        _exchange
            .World.Requests.Where(request => request.Path == "/v1/order/cancel/all")
            .ShouldAllBe(request => request.Session == "killer");
    }

    [Fact]
    public async Task Exchange_must_cancel_by_itself_when_the_heartbeat_is_withheld()
    {
        var router = await Start(
            "cancel/session: 503",
            "beating { require-heartbeat = on, escalation { withhold-heartbeat = on } }",
            "heartbeat-after = 100ms"
        );
        Place("beating");
        await Seen("/v1/heartbeat", 3);

        router.Tell(Cancel("beating", TimeSpan.FromMilliseconds(200)), TestActor);

        await ExpectMsgAsync<SessionCancelUnconfirmed>(Patience);
        await AwaitAssertAsync(() => _exchange.World.OpenOrdersOf("beating").ShouldBeEmpty(), Patience);
    }

    [Fact]
    public async Task Answer_must_come_once_when_the_sender_is_killed_while_the_request_is_in_flight()
    {
        var router = await Start("cancel/session: latency 300ms", "maker { verification = none }");
        router.Tell(Cancel("maker"), TestActor);
        await Seen(CancelPath, 1);

        Sys.ActorSelection("/user/risk-engine/maker/http-sender").Tell(Kill.Instance);

        await ExpectMsgAsync<SessionCanceled>(Patience);
        router.Tell(new GetSessionStatus(KeyOf("maker")), TestActor);
        (await ExpectMsgAsync<SessionStatus>(Patience)).PendingCancels.ShouldBe(0);
    }

    [Fact]
    public async Task Orders_of_a_crashed_run_must_go_when_the_session_cancels_on_start()
    {
        Place("maker");

        await Start("cancel/session: 502 x1", "maker { cancel-on-start = on }");

        await AwaitAssertAsync(() => _exchange.World.OpenOrdersOf("maker").ShouldBeEmpty(), Patience);
    }

    [Fact]
    public async Task Orders_must_go_when_the_strategy_that_is_watched_dies()
    {
        var router = await Start("cancel/session: drop x1", "maker { }");
        Place("maker");
        var strategy = CreateTestProbe();
        router.Tell(new RegisterStrategy(KeyOf("maker"), Quoter), strategy.Ref);
        (await strategy.ExpectMsgAsync<StrategyWatched>(Patience)).IsWatched.ShouldBeTrue();

        Sys.Stop(strategy.Ref);

        await AwaitAssertAsync(() => _exchange.World.OpenOrdersOf("maker").ShouldBeEmpty(), Patience);
    }

    [Fact]
    public async Task Key_that_may_withdraw_must_be_told_of_when_it_comes_up()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));

        await Start("roles: 502 x1", "rich { }", "preflight = on");

        (await ExpectMsgAsync<SessionEscalated>(Patience)).Cause.ShouldBe(EscalationCause.KeyMayWithdraw);
    }

    private async Task<IActorRef> Start(string faults, string sessions, string guardian = "", string gemini = "")
    {
        _exchange.World.UseFaults(FaultPlan.Parse(faults));
        var config = ConfigurationFactory
            .ParseString(
                $"risk-engine {{ guardian {{ {guardian} }}\n gemini {{ {gemini} }}\n sessions {{ {sessions} }} }}"
            )
            .WithFallback(
                ConfigurationFactory.ParseString(
                    $$"""
                    risk-engine {
                      gemini.rest-base-address = "{{_exchange.BaseAddress.GetLeftPart(UriPartial.Authority)}}"
                      guardian { verify-pause = 1ms, preflight = off, rehearsals = 0 }
                    }
                    """
                )
            );
        var secrets = new KnownSecrets([
            .. ((string[])["maker", "killer", "seconds", "beating", "rich"]).SelectMany(alias =>
                new[]
                {
                    ($"RISKENGINE__SESSIONS__{alias}__APIKEY", $"account-{alias}"),
                    ($"RISKENGINE__SESSIONS__{alias}__APISECRET", Secret),
                }
            ),
        ]);
        var settings = RiskEngineSettings
            .Read(config, secrets, new GeminiExchange(TimeProvider.System))
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;
        return (await Sys.StartRiskEngine(settings)).Router;
    }

    private Task Seen(string path, int times) =>
        AwaitAssertAsync(
            () => _exchange.World.Requests.Count(request => request.Path == path).ShouldBeGreaterThanOrEqualTo(times),
            Patience
        );

    private Order Place(string alias) =>
        _exchange.World.Place(new OrderTicket("btcusd", Side.Buy, 1m, 10m), TimeProvider.System.GetUtcNow(), alias);

    private CommandId NextId() => new($"command-{++_commands}");

    private CancelSession Cancel(string alias, TimeSpan? deadline = null) =>
        new(KeyOf(alias), NextId(), null, new RequestedBy.Person("alice"), new Reason("a test"), deadline);

    private SubmitPrivateRequest NewOrder(string alias) =>
        new(
            KeyOf(alias),
            NextId(),
            Quoter,
            new PrivateEndpoint("/v1/order/new"),
            new RequestFields([
                new RequestField.Text("symbol", "btcusd"),
                new RequestField.Text("amount", "0.01"),
                new RequestField.Text("price", "10"),
                new RequestField.Text("side", "buy"),
                new RequestField.Text("type", "exchange limit"),
            ])
        );

    private static SessionKey KeyOf(string alias) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));
}
