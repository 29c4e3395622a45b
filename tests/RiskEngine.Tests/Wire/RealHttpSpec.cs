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

/// <summary>The main job, whole: from a strategy's message over real HTTP to an exchange that checks signature and nonce.</summary>
public sealed class RealHttpSpec : TestKit, IAsyncLifetime
{
    private const string Secret = "a-secret-that-nobody-may-see";

    private static readonly Dictionary<string, ApiKey> Keys = new()
    {
        ["increasing"] = new ApiKey("increasing", "account-increasing", Secret) { Account = "desk-1" },
        ["seconds"] = new ApiKey("seconds", "account-seconds", Secret)
        {
            Account = "desk-2",
            Nonce = Simulator.Keys.NonceMode.TimeBased,
        },
        ["master"] = new ApiKey("master", "master-key", Secret),
        ["auditor"] = new ApiKey("auditor", "account-auditor", Secret) { Account = "desk-4", Roles = Roles.Auditor },
    };

    private GeminiSimulator _exchange = null!;

    public RealHttpSpec()
        : base("akka { loglevel = OFF, stdout-loglevel = OFF }") { }

    async Task IAsyncLifetime.InitializeAsync() =>
        _exchange = await GeminiSimulator.StartAsync(
            new SimulatorOptions
            {
                Credentials =
                [
                    .. Keys.Values,
                    new OAuthToken(
                        "oauth",
                        "a-token-that-nobody-may-see",
                        DateTimeOffset.MaxValue,
                        "orders:create",
                        "orders:read"
                    )
                    {
                        Account = "desk-5",
                    },
                ],
                Accounts = [new Account("desk-3")],
                RateLimit = null,
            }
        );

    async Task IAsyncLifetime.DisposeAsync()
    {
        await Sys.Terminate();
        await _exchange.DisposeAsync();
    }

    [Theory]
    [InlineData("increasing", "mode = increasing, json = number")]
    [InlineData("increasing", "mode = increasing, json = string")]
    [InlineData("increasing", "mode = increasing, unit = microseconds, json = number")]
    [InlineData("seconds", "mode = time-based, json = number")]
    [InlineData("seconds", "mode = time-based, json = string")]
    [InlineData("master", "json = string")]
    public async Task Orders_must_be_off_the_book_when_the_strategy_is_told_Canceled(string alias, string nonce)
    {
        var engine = await Start(alias, nonce);
        var placed = Enumerable.Range(0, 3).Select(_ => Place(alias).Id).ToList();

        engine.Router.Tell(Cancel(alias), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>(TimeSpan.FromSeconds(15));
        canceled.Canceled.Select(order => order.Value).ShouldBe(placed, ignoreOrder: true);
        canceled.Proof.ShouldBe(CancelProof.AccountQuiet);
        _exchange.World.OpenOrdersOf(alias).ShouldBeEmpty();
        var cancel = _exchange.World.Requests.Single(request => request.Path == "/v1/order/cancel/session");
        cancel.IsExecuted.ShouldBeTrue();
        ((long?)cancel.Nonce).ShouldBe(canceled.Effort.Attempts.Single().Nonce.Value);
    }

    [Fact]
    public async Task Orders_must_be_off_the_book_when_the_session_has_a_token()
    {
        var engine = await Start("oauth", "json = number");
        Place("oauth");

        engine.Router.Tell(Cancel("oauth"), TestActor);

        await ExpectMsgAsync<SessionCanceled>(TimeSpan.FromSeconds(15));
        _exchange.World.OpenOrdersOf("oauth").ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancel_must_wait_for_none_of_a_thousand_queued_orders_when_each_takes_20_ms()
    {
        const int Orders = 1000;
        _exchange.World.UseFaults(FaultPlan.Parse("*: latency 20ms"));
        var engine = await Start("increasing", "json = number");
        var session = engine.Settings.Sessions.Single().Key;
        var strategy = CreateTestProbe();
        for (var i = 0; i < Orders; i++)
            engine.Router.Tell(NewOrder(session, i), strategy.Ref);

        engine.Router.Tell(Cancel("increasing"), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>(TimeSpan.FromSeconds(15));
        canceled.Effort.Attempts.Count.ShouldBe(1);
        _exchange.World.OpenOrdersOf("increasing").ShouldBeEmpty();
        var drained = 0;
        for (var i = 0; i < Orders; i++)
            if (
                await strategy.ExpectMsgAsync<PrivateRequestOutcome>() is PrivateRequestDenied
                {
                    Reason: PrivateRequestDeniedReason.DrainedByCancel
                }
            )
                drained++;
        var sent = _exchange.World.Requests.Count(request => request.Path == "/v1/order/new");
        drained.ShouldBe(Orders - sent);
        sent.ShouldBeLessThan(20, "the rate budget's burst and what came back while the thousand arrived");
    }

    [Fact]
    public async Task Lost_answer_must_lead_to_a_new_nonce_and_an_incomplete_list_when_the_orders_are_gone()
    {
        _exchange.World.UseFaults(FaultPlan.Parse("cancel/session: drop-after x1"));
        var engine = await Start("increasing", "json = number");
        Place("increasing");

        engine.Router.Tell(Cancel("increasing"), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>(TimeSpan.FromSeconds(15));
        canceled.Listing.ShouldBe(CancelListing.Incomplete);
        canceled
            .Effort.Attempts.Select(attempt => attempt.Result)
            .ShouldBe([AttemptResult.Unknown, AttemptResult.Accepted]);
        canceled.Effort.Attempts[1].Nonce.ShouldBeGreaterThan(canceled.Effort.Attempts[0].Nonce);
    }

    [Fact]
    public async Task Nothing_must_show_the_key_or_the_secret_when_the_exchange_repeats_the_key()
    {
        var engine = await Start("auditor", "json = number");
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));

        engine.Router.Tell(Cancel("auditor"), TestActor);

        var rejected = await ExpectMsgAsync<SessionCancelRejected>(TimeSpan.FromSeconds(15));
        rejected.Reason.ShouldBe(SessionCancelRejectedReason.MissingRole);
        rejected.Said.Code.ShouldBe("MissingRole");
        var escalated = await ExpectMsgAsync<SessionEscalated>();
        foreach (var text in (string[])[rejected.ToString(), escalated.ToString()])
        {
            text.ShouldNotContain("account-auditor");
            text.ShouldNotContain(Secret);
        }
    }

    [Theory]
    [InlineData("increasing", SessionState.Active)]
    [InlineData("auditor", SessionState.Suspended)]
    public async Task Session_must_come_up_as_its_key_may_trade_when_asked_before(string alias, SessionState state)
    {
        var engine = await Start(alias, "json = number", preflight: "on");
        var session = engine.Settings.Sessions.Single().Key;

        await AwaitAssertAsync(async () =>
            (await engine.Router.Ask<SessionStatus>(new GetSessionStatus(session))).State.ShouldBe(state)
        );
    }

    [Fact]
    public async Task Key_must_be_reached_by_jumps_when_it_has_seen_a_nonce_far_ahead()
    {
        var engine = await Start("increasing", "json = number");
        var ahead = TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeMilliseconds();
        var stranger = new GeminiExchange(TimeProvider.System).Open(engine.Settings.Sessions.Single().Exchange);
        await stranger.SendAsync(
            new OutboundRequest(new AttemptId(1), new Nonce(ahead), Lane.Order, new ExchangeRequest.SendHeartbeat()),
            CancellationToken.None
        );
        await stranger.DisposeAsync();

        engine.Router.Tell(Cancel("increasing"), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>(TimeSpan.FromSeconds(15));
        canceled.Effort.Attempts[^1].Nonce.Value.ShouldBeGreaterThan(ahead);
        canceled.Effort.Attempts.Count.ShouldBeLessThan(9);
    }

    private async Task<(IActorRef Router, RiskEngineSettings Settings)> Start(
        string alias,
        string nonce,
        string preflight = "off"
    )
    {
        var config = ConfigurationFactory.ParseString(
            $$"""
            risk-engine {
              gemini.rest-base-address = "{{_exchange.BaseAddress.GetLeftPart(UriPartial.Authority)}}"
              guardian { verify-pause = 1ms, max-queued-requests = 1000, preflight = {{preflight}} }
              sessions {
                {{alias}} {
                  account = "{{(alias == "master" ? "desk-3" : "")}}"
                  verification = account
                  nonce { {{nonce}} }
                }
              }
            }
            """
        );
        var secrets =
            alias == "oauth"
                ? new KnownSecrets(("RISKENGINE__SESSIONS__oauth__TOKEN", "a-token-that-nobody-may-see"))
                : new KnownSecrets(
                    ($"RISKENGINE__SESSIONS__{alias}__APIKEY", Keys[alias].Key),
                    ($"RISKENGINE__SESSIONS__{alias}__APISECRET", Secret)
                );
        var settings = RiskEngineSettings
            .Read(config, secrets, new GeminiExchange(TimeProvider.System))
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;
        var engine = await Sys.StartRiskEngine(settings);
        return (engine.Router, settings);
    }

    private Order Place(string alias) =>
        _exchange.World.Place(
            new OrderTicket("btcusd", Side.Buy, 1m, 10m),
            TimeProvider.System.GetUtcNow(),
            alias,
            alias == "master" ? "desk-3" : null
        );

    private static SubmitPrivateRequest NewOrder(SessionKey session, int number) =>
        new(
            session,
            new CommandId($"order-{number}"),
            new StrategyId("quoter"),
            new PrivateEndpoint("/v1/order/new"),
            new RequestFields([
                new RequestField.Text("symbol", "btcusd"),
                new RequestField.Text("amount", "0.01"),
                new RequestField.Text("price", "10"),
                new RequestField.Text("side", "buy"),
                new RequestField.Text("type", "exchange limit"),
            ])
        );

    private static CancelSession Cancel(string alias) =>
        new(
            new SessionKey(
                ExchangeName.Gemini,
                alias == "master" ? new AccountName("desk-3") : AccountName.OfTheKey,
                new SessionAlias(alias)
            ),
            new CommandId("cancel-1"),
            new StrategyId("quoter"),
            new RequestedBy.Strategy(new StrategyId("quoter")),
            new Reason("a test")
        );
}
