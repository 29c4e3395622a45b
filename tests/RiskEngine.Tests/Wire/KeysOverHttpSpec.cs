using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Gemini;
using RiskEngine.Storage;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Wire;

/// <summary>One key in the hands of two engines or of two lives of one, clocks that are wrong, and a token that is renewed.</summary>
public sealed class KeysOverHttpSpec : OverHttpSpec
{
    private const string Unverified = "maker { verification = none }";

    private readonly TemporaryFolder _folder = new();
    private readonly ActorSystem _other = ActorSystem.Create(
        "other",
        ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }")
    );

    private string TokenFile => _folder.PathOf("token");

    private protected override async Task EndAsync()
    {
        await _other.Terminate();
        _folder.Dispose();
    }

    [Fact]
    public async Task Sharing_must_be_told_and_every_cancel_pass_when_two_engines_have_one_key()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));
        var mine = await Start(Sys, RiskEnginePorts.Default, Unverified);
        // Started by mistake, on a machine whose clock runs ahead.
        var stranger = await Start(
            _other,
            RiskEnginePorts.Default with
            {
                Time = new ShiftedTime(TimeSpan.FromMinutes(1)),
            },
            Unverified
        );
        await Canceled(mine, "maker");
        await Canceled(stranger, "maker");

        await Canceled(mine, "maker");

        var escalated = await ExpectMsgAsync<SessionEscalated>(Patience);
        (escalated.Cause, escalated.Session).ShouldBe((EscalationCause.KeyShared, KeyOf("maker")));
    }

    [Fact]
    public async Task Sharing_must_be_told_when_a_cancel_takes_an_order_that_another_engine_placed()
    {
        const string Session = "maker { verification = own-orders, nonce.unit = microseconds }";
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));
        var mine = await Start(Session);
        var stranger = await Start(_other, RiskEnginePorts.Default, Session);
        await Placed(mine);
        await Canceled(mine, "maker");
        await Placed(stranger);
        var strange = Exchange.World.OpenOrdersOf("maker").Single().Id;

        await Canceled(mine, "maker");

        var escalated = await ExpectMsgAsync<SessionEscalated>(Patience);
        escalated.Cause.ShouldBe(EscalationCause.KeyShared);
        escalated.Detail.ShouldContain($"{strange}");
    }

    [Fact]
    public async Task Second_engine_must_stay_halted_and_cancel_all_the_same_while_the_first_has_the_store()
    {
        var engine =
            $"store.path = \"{_folder.PathOf("shared.db")}\", kill-switch {{ store-patience = 1s, store-retry = 50ms }}";
        var settings = Settings(Unverified, new GeminiExchange(TimeProvider.System), engine: engine).Store;
        var node = new NodeName("node-1");
        var firstStore = EngineStore.Open(settings, node, TimeProvider.System);
        var first = await Start(_other, PortsOf(firstStore), Unverified, engine: engine);
        await Canceled(first, "maker");

        await using var secondStore = EngineStore.Open(settings, node, TimeProvider.System);
        Sys.EventStream.Subscribe(TestActor, typeof(SessionEscalated));
        var second = await Start(Sys, PortsOf(secondStore), Unverified, engine: engine);

        (await second.Router.Ask<PrivateRequestOutcome>(NewOrder("maker"), Patience))
            .ShouldBeOfType<PrivateRequestDenied>()
            .Reason.ShouldBe(PrivateRequestDeniedReason.SwitchUnreadable);
        await Canceled(second, "maker");
        var escalated = await ExpectMsgAsync<SessionEscalated>(Patience);
        escalated.Cause.ShouldBe(EscalationCause.NoncesNotDurable);
        escalated.Detail.ShouldContain("Another engine uses this store");

        await _other.Terminate();
        await firstStore.DisposeAsync();
        await AwaitAssertAsync(
            async () =>
                (
                    await second.Router.Ask<PrivateRequestOutcome>(NewOrder("maker"))
                ).ShouldBeOfType<PrivateRequestAnswered>(),
            Patience
        );
    }

    [Fact]
    public async Task Nonces_must_only_rise_when_an_engine_crashed_and_its_clock_went_back()
    {
        await using var store = new SqliteStore(new SqliteStoreOptions(_folder.PathOf("live.db")));
        var first = await Start(Sys, RiskEnginePorts.Default with { NonceMarks = store.NonceMarks }, Unverified);
        for (var i = 0; i < 3; i++)
            await Canceled(first, "maker");
        var highest = (long)Exchange.World.Requests.Max(request => request.Nonce)!;
        await AwaitAssertAsync(
            async () =>
                (await store.NonceMarks.ReadAsync(KeyOf("maker")))
                    .ShouldBeOfType<NonceMarkReading.Known>()
                    .Mark!.Value.Value.ShouldBeGreaterThanOrEqualTo(highest),
            Patience
        );

        // What a disk holds of a process that was killed: no file was closed, and the log was not folded in.
        foreach (var file in (string[])["live.db", "live.db-wal"])
            File.Copy(_folder.PathOf(file), _folder.PathOf(file.Replace("live", "left")));
        await using var left = new SqliteStore(new SqliteStoreOptions(_folder.PathOf("left.db")));
        var second = await Start(
            _other,
            RiskEnginePorts.Default with
            {
                NonceMarks = left.NonceMarks,
                Time = new ShiftedTime(TimeSpan.FromHours(-1)),
            },
            Unverified
        );
        for (var i = 0; i < 3; i++)
            await Canceled(second, "maker");

        var seen = Exchange.World.Requests;
        seen.ShouldAllBe(request => request.IsExecuted);
        var nonces = seen.Select(request => (long)request.Nonce!).ToList();
        nonces.Count.ShouldBeGreaterThanOrEqualTo(6);
        nonces.Zip(nonces.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second);
    }

    [Fact]
    public async Task Cancel_must_carry_the_new_token_when_its_file_has_changed()
    {
        File.WriteAllText(TokenFile, $"{Token}\n");
        var engine = await Start("oauth { verification = none }", engine: "gemini.token-reread = 50ms");
        await Canceled(engine, "oauth");
        Exchange.World.Requests.Single().Nonce.ShouldBeNull("a token needs none");
        Exchange.World.SetCredential(TokenOf("second-token"));
        engine.Router.Tell(Cancel("oauth", TimeSpan.FromMilliseconds(200)), TestActor);
        (await ExpectMsgAsync<SessionCancelOutcome>(Patience)).ShouldNotBeOfType<SessionCanceled>();

        File.WriteAllText(TokenFile, "second-token\n");

        await AwaitAssertAsync(() => Canceled(engine, "oauth"), Patience);
    }

    [Fact]
    public async Task Key_must_be_reached_by_jumps_when_it_has_seen_a_nonce_far_ahead()
    {
        var engine = await Start("maker { }");
        var ahead = TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeMilliseconds();
        var gemini = new GeminiExchange(TimeProvider.System);
        var stranger = gemini.Open(Settings("maker { }", gemini).Sessions.Single().Exchange);
        await stranger.SendAsync(
            new OutboundRequest(new AttemptId(1), new Nonce(ahead), Lane.Order, new ExchangeRequest.SendHeartbeat()),
            CancellationToken.None
        );
        await stranger.DisposeAsync();

        engine.Router.Tell(Cancel("maker"), TestActor);

        var canceled = await ExpectMsgAsync<SessionCanceled>(Patience);
        canceled.Effort.Attempts[^1].Nonce.Value.ShouldBeGreaterThan(ahead);
        canceled.Effort.Attempts.Count.ShouldBeLessThan(9);
    }

    [Fact]
    public async Task Wanted_unit_must_be_named_when_the_key_wants_seconds()
    {
        var engine = await Start("seconds { nonce { mode = increasing } }");
        Sys.EventStream.Subscribe(TestActor, typeof(NonceUnitWrong));

        engine.Router.Tell(Cancel("seconds"), TestActor);

        (await FishForMessageAsync<NonceUnitWrong>(_ => true, Patience)).Wants.ShouldBe(WantedNonce.Seconds);
    }

    [Theory]
    [InlineData("milliseconds", WantedNonce.Seconds)]
    [InlineData("fractional", WantedNonce.Seconds)]
    public async Task Wanted_unit_must_be_named_when_a_time_based_key_takes_another(string unit, WantedNonce wants)
    {
        var engine = await Start($"seconds {{ nonce {{ mode = time-based, unit = {unit} }} }}");
        Sys.EventStream.Subscribe(TestActor, typeof(NonceUnitWrong));

        engine.Router.Tell(Cancel("seconds"), TestActor);

        (await FishForMessageAsync<NonceUnitWrong>(_ => true, Patience)).Wants.ShouldBe(wants);
    }

    [Fact]
    public async Task Skew_must_be_told_and_the_cancel_pass_when_the_exchanges_clock_is_off()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(ClockSkewed));
        var engine = await Start("seconds { nonce { mode = time-based } }", "*: skew 45s");

        engine.Router.Tell(Cancel("seconds"), TestActor);

        (await ExpectMsgAsync<ClockSkewed>(Patience)).Skew.ShouldBeGreaterThan(TimeSpan.FromSeconds(40));
        await ExpectMsgAsync<SessionCanceled>(Patience);
    }

    private protected override string? Variable(string name) =>
        name switch
        {
            "RISKENGINE__SESSIONS__oauth__TOKEN" => null,
            "RISKENGINE__SESSIONS__oauth__TOKEN_FILE" => TokenFile,
            _ => base.Variable(name),
        };

    private static RiskEnginePorts PortsOf(EngineStore store) =>
        new()
        {
            NonceMarks = store.NonceMarks,
            OrderLedgers = store.OrderLedgers,
            KillSwitchLog = store.KillSwitchLog,
            Audit = store.Audit,
        };

    private async Task Placed(RiskEngineHandle engine) =>
        (
            await engine.Router.Ask<PrivateRequestOutcome>(NewOrder("maker"), Patience)
        ).ShouldBeOfType<PrivateRequestAnswered>();

    private async Task Canceled(RiskEngineHandle engine, string alias) =>
        (await engine.Router.Ask<SessionCancelOutcome>(Cancel(alias), Patience)).ShouldBeOfType<SessionCanceled>();
}
