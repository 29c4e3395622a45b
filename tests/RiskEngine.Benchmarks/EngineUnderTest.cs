using Akka.Actor;
using Akka.Configuration;

namespace RiskEngine.Benchmarks;

/// <summary>An engine with one session, as a trading system embeds it; verification is off, as in the bare loop.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable, ISecretSource
{
    internal static readonly SessionKey Session = new(
        ExchangeName.Gemini,
        AccountName.OfTheKey,
        new SessionAlias("bench")
    );

    /// <summary>A session that the router does not know: it answers itself, and nothing is sent.</summary>
    internal static readonly SessionKey Nobody = Session with { Alias = new SessionAlias("nobody") };

    private static readonly RequestedBy By = new RequestedBy.Person("bench");
    private static readonly Reason Why = new("a benchmark");

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StartPoll = TimeSpan.FromMilliseconds(10);

    private ActorSystem _system = null!;
    private string _key = SimulatorProcess.EngineKey;
    private long _commands;

    internal IActorRef Router { get; private set; } = ActorRefs.Nobody;

    internal static Task<EngineUnderTest> StartAsync(
        SimulatorAddress exchange,
        string key = SimulatorProcess.EngineKey
    ) => StartAsync(exchange.Uri, exchange.Exchange(), key);

    internal static async Task<EngineUnderTest> StartAsync(
        Uri address,
        IExchange exchange,
        string key = SimulatorProcess.EngineKey
    )
    {
        var engine = new EngineUnderTest { _key = key };
        var config = ConfigurationFactory.ParseString(
            $$"""
            akka { loglevel = OFF, stdout-loglevel = OFF }
            risk-engine {
              gemini.rest-base-address = "{{address.GetLeftPart(UriPartial.Authority)}}"
              guardian { max-queued-requests = 2000, drain-queue = off }
              sessions { bench { verification = none } }
            }
            """
        );
        var settings = RiskEngineSettings.Read(config, engine, exchange) switch
        {
            SettingsResult.Valid valid => valid.Settings,
            var faulty => throw new InvalidOperationException(faulty.ToString()),
        };
        engine._system = ActorSystem.Create("bench", config);
        engine.Router = (await engine._system.StartRiskEngine(settings)).Router;
        await engine.UntilActiveAsync();
        return engine;
    }

    /// <summary>Waits for the preflight. A session that does not come up says how it stands, and how fast it said so: a loaded machine answers late.</summary>
    private async Task UntilActiveAsync()
    {
        var (start, slowest) = (TimeProvider.System.GetTimestamp(), TimeSpan.Zero);
        while (true)
        {
            var asked = TimeProvider.System.GetTimestamp();
            var status = await Router.Ask<SessionStatus>(new GetSessionStatus(Session), StartLimit);
            if (status.State == SessionState.Active)
                return;
            var took = TimeProvider.System.GetElapsedTime(asked);
            slowest = took > slowest ? took : slowest;
            if (TimeProvider.System.GetElapsedTime(start) > StartLimit)
                throw new InvalidOperationException(
                    $"The session is not active after {StartLimit}; it took {slowest} at most to say how it stands: {status}"
                );
            await Task.Delay(StartPoll, TimeProvider.System);
        }
    }

    internal async Task CancelAsync() => Check(await AskAsync(Session));

    /// <summary>Asks for a cancel, of a session that the engine has or has not.</summary>
    internal Task<SessionCancelOutcome> AskAsync(SessionKey session) =>
        Router.Ask<SessionCancelOutcome>(NewCancel(session), TimeSpan.FromSeconds(30));

    internal static void Check(SessionCancelOutcome outcome)
    {
        if (outcome is not SessionCanceled)
            throw new InvalidOperationException($"The engine did not cancel: {outcome}");
    }

    internal Task<PrivateRequestOutcome> OrderAsync() =>
        Router.Ask<PrivateRequestOutcome>(
            new SubmitPrivateRequest(
                Session,
                NewId(),
                new StrategyId("bench"),
                new PrivateEndpoint("/v1/order/new"),
                new RequestFields([
                    new RequestField.Text("symbol", "btcusd"),
                    new RequestField.Text("amount", "0.01"),
                    new RequestField.Text("price", "1"),
                    new RequestField.Text("side", "buy"),
                    new RequestField.Text("type", "exchange limit"),
                ])
            ),
            TimeSpan.FromMinutes(2)
        );

    public string? Variable(string name) =>
        name switch
        {
            "RISKENGINE__SESSIONS__bench__APIKEY" => _key,
            "RISKENGINE__SESSIONS__bench__APISECRET" => SimulatorProcess.Secret,
            _ => null,
        };

    public string File(string path) => throw new FileNotFoundException("A benchmark has no files.", path);

    public async ValueTask DisposeAsync() => await _system.Terminate();

    internal CancelSession NewCancel(SessionKey? session = null) => new(session ?? Session, NewId(), null, By, Why);

    private CommandId NewId() => new($"bench-{Interlocked.Increment(ref _commands)}");
}
