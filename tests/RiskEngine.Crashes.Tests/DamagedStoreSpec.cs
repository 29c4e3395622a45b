using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using RiskEngine.Storage;
using Xunit.Abstractions;

namespace RiskEngine.Crashes.Tests;

/// <summary>An engine that starts on an engaged store of which one byte was changed: it lets no order out, and cancels.</summary>
public sealed class DamagedStoreSpec(ITestOutputHelper output) : IDisposable
{
    private const int Flips = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("risk-engine-damage-");

    private string Store => Path.Combine(_folder.FullName, "engine.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Order_must_be_denied_and_a_cancel_pass_whichever_byte_of_an_engaged_store_is_flipped()
    {
        var seed = Environment.GetEnvironmentVariable("RISKENGINE_TEST_SEED") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : 1;
        output.WriteLine($"RISKENGINE_TEST_SEED={seed}");
        var dice = new Random(seed);
        await using (var store = new SqliteStore(new SqliteStoreOptions(Store)))
            (
                await store.KillSwitchLog.AppendAsync(new KillSwitchRecord.Engage(Engagement()))
            ).ShouldBeOfType<KillSwitchAppend.Kept>();
        var good = await File.ReadAllBytesAsync(Store);
        var unreadable = 0;
        for (var flip = 0; flip < Flips; flip++)
        {
            // Half of them in the first page, where a database says what it is.
            var at = dice.Next(flip % 2 == 0 ? 4096 : good.Length);
            var bad = good.ToArray();
            bad[at] ^= (byte)dice.Next(1, 256);
            foreach (var file in Directory.GetFiles(_folder.FullName))
                File.Delete(file);
            await File.WriteAllBytesAsync(Store, bad);
            if (await StartsHalted($"byte {at}, RISKENGINE_TEST_SEED={seed}") is KillSwitchState.Unreadable)
                unreadable++;
        }

        output.WriteLine($"{unreadable} of {Flips} could not be read, and counted as engaged");
    }

    private async Task<KillSwitchState> StartsHalted(string why)
    {
        var exchange = new AcceptingExchange();
        var config = ConfigurationFactory.ParseString(
            $$"""
            risk-engine {
              guardian.preflight = off
              store.path = "{{Store}}"
              sessions { maker-1 { verification = none } }
            }
            """
        );
        var settings = RiskEngineSettings
            .Read(config, exchange, exchange)
            .ShouldBeOfType<SettingsResult.Valid>()
            .Settings;
        var system = ActorSystem.Create(
            "damaged",
            ConfigurationFactory.ParseString("akka { stdout-loglevel = OFF, loglevel = OFF }")
        );
        await using var store = EngineStore.Open(settings.Store, settings.Node, TimeProvider.System);
        try
        {
            var engine = await system.StartRiskEngine(
                settings,
                new RiskEnginePorts
                {
                    NonceMarks = store.NonceMarks,
                    KillSwitchLog = store.KillSwitchLog,
                    Audit = store.Audit,
                }
            );
            var order = new SubmitPrivateRequest(
                settings.Sessions[0].Key,
                new CommandId("o1"),
                new StrategyId("quoter"),
                new PrivateEndpoint("/v1/order/new"),
                RequestFields.None
            );
            var denied = (
                await engine.Router.Ask<PrivateRequestOutcome>(order, Patience)
            ).ShouldBeOfType<PrivateRequestDenied>(why);
            (
                denied.Reason is PrivateRequestDeniedReason.Halted or PrivateRequestDeniedReason.SwitchUnreadable
            ).ShouldBeTrue(why);
            var cancel = new CancelSession(
                settings.Sessions[0].Key,
                new CommandId("c1"),
                null,
                new RequestedBy.Person("ann"),
                new Reason("a test")
            );
            (await engine.Router.Ask<SessionCancelOutcome>(cancel, Patience)).ShouldBeOfType<SessionCanceled>(why);
            exchange.Orders.ShouldBe(0, why);
            return (await engine.KillSwitch.Ask<KillSwitchStatus>(GetKillSwitch.Instance, Patience)).State;
        }
        finally
        {
            await system.Terminate();
        }
    }

    private static Engagement Engagement() =>
        new(
            new EngagementId(Epoch.First, new NodeName("node-1")),
            KillSwitchScope.Everything.Instance,
            new RequestedBy.Person("ann"),
            new Reason("loss limit"),
            DateTimeOffset.UnixEpoch
        );
}
