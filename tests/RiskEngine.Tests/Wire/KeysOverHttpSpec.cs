using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using RiskEngine.Gemini;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Keys;
using RiskEngine.Storage;

namespace RiskEngine.Tests.Wire;

/// <summary>One key in the hands of two engines or of two lives of one, and a token that is renewed: as the exchange sees it.</summary>
public sealed class KeysOverHttpSpec : TestKit, IAsyncLifetime, ISecretSource
{
    private const string Silent = "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }";
    private const string Secret = "a-secret";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly ApiKey Maker = new("maker", "account-maker", Secret);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("risk-engine-keys-");
    private readonly ActorSystem _other = ActorSystem.Create("other", ConfigurationFactory.ParseString(Silent));
    private GeminiSimulator _exchange = null!;
    private int _commands;

    public KeysOverHttpSpec()
        : base(Silent) { }

    private string TokenFile => Path.Combine(_folder.FullName, "token");

    async Task IAsyncLifetime.InitializeAsync() =>
        _exchange = await GeminiSimulator.StartAsync(
            new SimulatorOptions { Credentials = [Maker, TokenOf("first-token")], RateLimit = null }
        );

    async Task IAsyncLifetime.DisposeAsync()
    {
        await Task.WhenAll(Sys.Terminate(), _other.Terminate());
        await _exchange.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Sharing_must_be_told_and_every_cancel_pass_when_two_engines_have_one_key()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));
        var mine = await Start(Sys, "maker", RiskEnginePorts.Default);
        // Started by mistake, on a machine whose clock runs ahead.
        var stranger = await Start(
            _other,
            "maker",
            RiskEnginePorts.Default with
            {
                Time = new ShiftedTime(TimeSpan.FromMinutes(1)),
            }
        );
        await Canceled(mine, "maker");
        await Canceled(stranger, "maker");

        await Canceled(mine, "maker");

        var escalated = await ExpectMsgAsync<SessionEscalated>(Patience);
        (escalated.Cause, escalated.Session).ShouldBe((EscalationCause.KeyShared, KeyOf("maker")));
    }

    [Fact]
    public async Task Nonces_must_only_rise_when_an_engine_crashed_and_its_clock_went_back()
    {
        await using var store = new SqliteStore(new SqliteStoreOptions(Path.Combine(_folder.FullName, "live.db")));
        var first = await Start(Sys, "maker", RiskEnginePorts.Default with { NonceMarks = store.NonceMarks });
        for (var i = 0; i < 3; i++)
            await Canceled(first, "maker");
        var highest = (long)_exchange.World.Requests.Max(request => request.Nonce)!;
        await AwaitAssertAsync(
            async () =>
                (await store.NonceMarks.ReadAsync(KeyOf("maker")))
                    .ShouldBeOfType<NonceMarkReading.Known>()
                    .Mark!.Value.Value.ShouldBeGreaterThanOrEqualTo(highest),
            Patience
        );

        // What a disk holds of a process that was killed: no file was closed, and the log was not folded in.
        foreach (var file in (string[])["live.db", "live.db-wal"])
            File.Copy(
                Path.Combine(_folder.FullName, file),
                Path.Combine(_folder.FullName, file.Replace("live", "left"))
            );
        await using var left = new SqliteStore(new SqliteStoreOptions(Path.Combine(_folder.FullName, "left.db")));
        var second = await Start(
            _other,
            "maker",
            RiskEnginePorts.Default with
            {
                NonceMarks = left.NonceMarks,
                Time = new ShiftedTime(TimeSpan.FromHours(-1)),
            }
        );
        for (var i = 0; i < 3; i++)
            await Canceled(second, "maker");

        var seen = _exchange.World.Requests;
        seen.ShouldAllBe(request => request.IsExecuted);
        var nonces = seen.Select(request => (long)request.Nonce!).ToList();
        nonces.Count.ShouldBeGreaterThanOrEqualTo(6);
        nonces.Zip(nonces.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second);
    }

    [Fact]
    public async Task Cancel_must_carry_the_new_token_when_its_file_has_changed()
    {
        File.WriteAllText(TokenFile, "first-token\n");
        var engine = await Start(Sys, "oauth", RiskEnginePorts.Default);
        await Canceled(engine, "oauth");
        _exchange.World.SetCredential(TokenOf("second-token"));
        engine.Tell(Cancel("oauth", TimeSpan.FromMilliseconds(200)), TestActor);
        (await ExpectMsgAsync<SessionCancelOutcome>(Patience)).ShouldNotBeOfType<SessionCanceled>();

        File.WriteAllText(TokenFile, "second-token\n");

        await AwaitAssertAsync(() => Canceled(engine, "oauth"), Patience);
    }

    string? ISecretSource.Variable(string name) =>
        name switch
        {
            "RISKENGINE__SESSIONS__maker__APIKEY" => Maker.Key,
            "RISKENGINE__SESSIONS__maker__APISECRET" => Secret,
            "RISKENGINE__SESSIONS__oauth__TOKEN_FILE" => TokenFile,
            _ => null,
        };

    string ISecretSource.File(string path) => File.ReadAllText(path);

    private async Task<IActorRef> Start(ActorSystem system, string alias, RiskEnginePorts ports)
    {
        var config = ConfigurationFactory.ParseString(
            $$"""
            risk-engine {
              gemini { rest-base-address = "{{_exchange.BaseAddress.GetLeftPart(
                UriPartial.Authority
            )}}", request-timeout = 20s, token-reread = 50ms }
              guardian { preflight = off, rehearsals = 0, attempt-timeout = 25s, hedge-after = 20s, default-deadline = 30s }
              sessions { {{alias}} { verification = none, nonce { mode = increasing } } }
            }
            """
        );
        var settings = RiskEngineSettings
            .Read(config, this, new GeminiExchange(TimeProvider.System))
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;
        return (await system.StartRiskEngine(settings, ports)).Router;
    }

    private async Task Canceled(IActorRef router, string alias) =>
        (await router.Ask<SessionCancelOutcome>(Cancel(alias, null), Patience)).ShouldBeOfType<SessionCanceled>();

    private CancelSession Cancel(string alias, TimeSpan? deadline) =>
        new(
            KeyOf(alias),
            new CommandId($"command-{++_commands}"),
            null,
            new RequestedBy.Person("alice"),
            new Reason("a test"),
            deadline
        );

    private static OAuthToken TokenOf(string token) =>
        new("oauth", token, DateTimeOffset.MaxValue, "orders:create", "orders:read") { Account = "desk-2" };

    private static SessionKey KeyOf(string alias) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));

    /// <summary>A machine whose clock is wrong.</summary>
    private sealed class ShiftedTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
