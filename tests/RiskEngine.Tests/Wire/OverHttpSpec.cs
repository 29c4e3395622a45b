using System.Text.Json;
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

/// <summary>An engine over real sockets, to an exchange that checks signature and nonce, keeps a book, and breaks as told.</summary>
public abstract class OverHttpSpec : TestKit, IAsyncLifetime, ISecretSource
{
    private protected const string Secret = "a-secret-that-nobody-may-see";
    private protected const string Token = "a-token-that-nobody-may-see";
    private protected const string CancelPath = "/v1/order/cancel/session";
    private protected const string OrderPath = "/v1/order/new";

    /// <summary>Ends a test that hangs, and nothing else; what is expected without a limit waits as long.</summary>
    private protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private protected static readonly StrategyId Quoter = new("quoter");
    private protected static readonly TimeSpan HeartbeatLimit = TimeSpan.FromSeconds(3);
    private const string Silent =
        "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off, test.single-expect-default = 60s }";
    private const string MasterAccount = "desk-of-master";

    private static readonly ApiKey[] Keys =
    [
        new("maker", "account-maker", Secret) { Account = "desk" },
        new("killer", "account-killer", Secret) { Account = "desk" },
        new("seconds", "account-seconds", Secret) { Account = "desk-2", Nonce = Simulator.Keys.NonceMode.TimeBased },
        new("beating", "account-beating", Secret) { Account = "desk-3", RequireHeartbeat = true },
        new("rich", "account-rich", Secret) { Account = "desk-4", Roles = Roles.Trader | Roles.FundManager },
        new("auditor", "account-auditor", Secret) { Account = "desk-5", Roles = Roles.Auditor },
        new("master", "master-key", Secret),
    ];

    /// <summary>Keys of <c>risk-engine</c>: no second request goes out by itself, however slow the machine is.</summary>
    private const string Patiently = """
        gemini { request-timeout = 20s, connect-timeout = 15s }
        guardian { attempt-timeout = 25s, hedge-after = 20s, default-deadline = 30s }
        guardian { max-queue-wait = 60s, verify-pause = 5ms, list-lag-limit = 20ms, preflight = off, rehearsals = 0 }
        """;

    private readonly string _scheme;
    private readonly string _unlessSaid;
    private int _commands;

    /// <param name="scheme">How the exchange is reached.</param>
    /// <param name="unlessSaid">Keys of <c>risk-engine</c> that hold where a test names no others; empty: as a desk has them.</param>
    private protected OverHttpSpec(string scheme = "http", string unlessSaid = Patiently)
        : base(Silent) => (_scheme, _unlessSaid) = (scheme, unlessSaid);

    private protected GeminiSimulator Exchange { get; private set; } = null!;

    /// <summary>The exchange's clock: what a fault delays by an hour is delayed until the test releases it.</summary>
    private protected HeldTime ExchangeTime { get; } = new();

    async Task IAsyncLifetime.InitializeAsync() =>
        Exchange = await GeminiSimulator.StartAsync(
            new SimulatorOptions
            {
                Url = new Uri($"{_scheme}://127.0.0.1:0"),
                Credentials = [.. Keys, TokenOf(Token)],
                Accounts = [new Account(MasterAccount)],
                RateLimit = null,
                HeartbeatLimit = HeartbeatLimit,
            },
            ExchangeTime
        );

    async Task IAsyncLifetime.DisposeAsync()
    {
        await Sys.Terminate();
        await EndAsync();
        await Exchange.DisposeAsync();
    }

    /// <summary>Ends what a spec has besides, while the exchange is still there.</summary>
    private protected virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>Starts an engine with these sessions, by HOCON; nothing is asked at the start unless a spec wants it.</summary>
    private protected Task<RiskEngineHandle> Start(
        string sessions,
        string faults = "",
        string guardian = "",
        string engine = ""
    ) => Start(Sys, RiskEnginePorts.Default, sessions, faults, guardian, engine);

    private protected Task<RiskEngineHandle> Start(
        ActorSystem system,
        RiskEnginePorts ports,
        string sessions,
        string faults = "",
        string guardian = "",
        string engine = ""
    )
    {
        Exchange.World.UseFaults(FaultPlan.Parse(faults));
        return system.StartRiskEngine(
            Settings(sessions, new GeminiExchange(TimeProvider.System), guardian, engine),
            ports
        );
    }

    private protected RiskEngineSettings Settings(
        string sessions,
        IExchange exchange,
        string guardian = "",
        string engine = ""
    )
    {
        var config = ConfigurationFactory
            .ParseString($"risk-engine {{ {engine}\n guardian {{ {guardian} }}\n sessions {{ {sessions} }} }}")
            .WithFallback(
                ConfigurationFactory.ParseString(
                    $$"""
                    risk-engine {
                      gemini.rest-base-address = "{{Exchange.BaseAddress.GetLeftPart(UriPartial.Authority)}}"
                      {{_unlessSaid}}
                      sessions { {{(
                        sessions.StartsWith("master", StringComparison.Ordinal)
                            ? $"master {{ account = {MasterAccount} }}"
                            : ""
                    )}} }
                    }
                    """
                )
            );
        return RiskEngineSettings.Read(config, this, exchange).ShouldBeOfType<SettingsResult.Valid>().Settings;
    }

    string? ISecretSource.Variable(string name) => Variable(name);

    string ISecretSource.File(string path) => File.ReadAllText(path);

    private protected virtual string? Variable(string name) =>
        name.Split("__") switch
        {
            [_, _, "oauth", "TOKEN"] => Token,
            [_, _, var alias, "APIKEY"] => Keys.SingleOrDefault(key => key.Alias == alias)?.Key,
            [_, _, var alias, "APISECRET"] when Keys.Any(key => key.Alias == alias) => Secret,
            _ => null,
        };

    /// <summary>Waits until the exchange has received so many requests.</summary>
    private protected Task Seen(string path, int times) =>
        AwaitAssertAsync(
            () => Exchange.World.Requests.Count(request => request.Path == path).ShouldBeGreaterThanOrEqualTo(times),
            Patience
        );

    private protected Order Place(string alias, string? clientId = null) =>
        Exchange.World.Place(
            new OrderTicket("btcusd", Side.Buy, 1m, 10m) { ClientOrderId = clientId },
            TimeProvider.System.GetUtcNow(),
            alias,
            alias == "master" ? MasterAccount : null
        );

    private protected async Task<List<OrderId>> PlaceThrough(RiskEngineHandle engine, int orders)
    {
        var placed = new List<OrderId>();
        for (var i = 0; i < orders; i++)
        {
            engine.Router.Tell(NewOrder("maker"), TestActor);
            var answered = await ExpectMsgAsync<PrivateRequestAnswered>(Patience);
            using var order = JsonDocument.Parse(answered.Json);
            placed.Add(new OrderId(ulong.Parse(order.RootElement.GetProperty("order_id").GetString()!, null)));
        }

        return placed;
    }

    /// <summary>Asks for a cancel; where Canceled is said, no order of the session may be live on the exchange's own book.</summary>
    private protected async Task<SessionCancelOutcome> CancelNow(
        RiskEngineHandle engine,
        TimeSpan? deadline = null,
        string alias = "maker"
    )
    {
        engine.Router.Tell(Cancel(alias, deadline), TestActor);
        var outcome = await ExpectMsgAsync<SessionCancelOutcome>(Patience);
        if (outcome is SessionCanceled)
            Exchange.World.OpenOrdersOf(alias).ShouldBeEmpty("Canceled was said");
        return outcome;
    }

    private protected CommandId NextId() => new($"command-{++_commands}");

    private protected CancelSession Cancel(string alias, TimeSpan? deadline = null) =>
        new(KeyOf(alias), NextId(), null, new RequestedBy.Person("alice"), new Reason("a test"), deadline);

    private protected LeaseNonce Lease(string alias) => new(KeyOf(alias), NextId(), Quoter);

    private protected SubmitPrivateRequest NewOrder(string alias, StrategyId? strategy = null, string? name = null) =>
        new(
            KeyOf(alias),
            NextId(),
            strategy ?? Quoter,
            new PrivateEndpoint(OrderPath),
            new RequestFields([
                new RequestField.Text("symbol", "btcusd"),
                new RequestField.Text("amount", "0.01"),
                new RequestField.Text("price", "10"),
                new RequestField.Text("side", "buy"),
                new RequestField.Text("type", "exchange limit"),
                .. name is null ? [] : (RequestField[])[new RequestField.Text("client_order_id", name)],
            ])
        );

    private protected static OAuthToken TokenOf(string token) =>
        new("oauth", token, DateTimeOffset.MaxValue, "orders:create", "orders:read") { Account = "desk-6" };

    private protected static SessionKey KeyOf(string alias) =>
        new(
            ExchangeName.Gemini,
            alias == "master" ? new AccountName(MasterAccount) : AccountName.OfTheKey,
            new SessionAlias(alias)
        );
}
