using Akka.Actor;
using RiskEngine.Storage;
using Xunit.Abstractions;

namespace RiskEngine.Crashes.Tests;

/// <summary>An engine that starts on an engaged store of which one byte was changed: it lets no order out, and cancels.</summary>
/// <remarks>Every byte of such a store is tried where the store alone is opened, which takes no engine.</remarks>
public sealed class DamagedStoreSpec(ITestOutputHelper output) : IDisposable
{
    private const int RandomFlips = 7;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Order_must_be_denied_and_a_cancel_pass_when_a_byte_of_an_engaged_store_is_flipped()
    {
        var seed = Seeds.Or(1);
        var dice = new Random(seed);
        await using (var store = new SqliteStore(new SqliteStoreOptions(_folder.Store)))
            (
                await store.KillSwitchLog.AppendAsync(new KillSwitchRecord.Engage(Engagement()))
            ).ShouldBeOfType<KillSwitchAppend.Kept>();
        var good = await File.ReadAllBytesAsync(_folder.Store);
        var name = good.AsSpan().IndexOf("SQLite format 3"u8);
        var record = good.AsSpan().IndexOf("loss limit"u8);
        var free = good.AsSpan().IndexOf(new byte[64]);
        (name, record, free).ShouldSatisfyAllConditions(
            x => x.name.ShouldBe(0),
            x => x.record.ShouldBePositive(),
            x => x.free.ShouldBePositive()
        );
        // Three whose effect is known, so that both kinds are met; half of the others where a database says what it is.
        int[] places =
        [
            name,
            record,
            free + 32,
            .. Enumerable.Range(0, RandomFlips).Select(flip => dice.Next(flip % 2 == 0 ? 4096 : good.Length)),
        ];
        var states = new List<KillSwitchState>();
        foreach (var at in places)
        {
            var bad = good.ToArray();
            bad[at] ^= (byte)dice.Next(1, 256);
            foreach (var file in Directory.GetFiles(_folder.Path))
                File.Delete(file);
            await File.WriteAllBytesAsync(_folder.Store, bad);
            states.Add(await StartsHalted($"byte {at}, {Seeds.Replay(seed)}"));
        }

        states[0].ShouldBeOfType<KillSwitchState.Unreadable>();
        states[1].ShouldBeOfType<KillSwitchState.Unreadable>();
        states[2].ShouldBe(KillSwitchState.Of([Engagement()]));
        output.WriteLine($"{states.OfType<KillSwitchState.Unreadable>().Count()} of {states.Count} could not be read");
    }

    private async Task<KillSwitchState> StartsHalted(string why)
    {
        var exchange = new AcceptingExchange();
        await using var engine = await StoredEngine.StartAsync(_folder.Store, exchange);
        var order = new SubmitPrivateRequest(
            engine.Session,
            new CommandId("o1"),
            new StrategyId("quoter"),
            new PrivateEndpoint("/v1/order/new"),
            RequestFields.None
        );
        var denied = (
            await engine.Handle.Router.Ask<PrivateRequestOutcome>(order, Patience)
        ).ShouldBeOfType<PrivateRequestDenied>(why);
        (
            denied.Reason is PrivateRequestDeniedReason.Halted or PrivateRequestDeniedReason.SwitchUnreadable
        ).ShouldBeTrue(why);
        (await engine.CancelAsync("c1", Patience)).ShouldBeOfType<SessionCanceled>(why);
        exchange.Orders.ShouldBe(0, why);
        return (await engine.Handle.KillSwitch.Ask<KillSwitchStatus>(GetKillSwitch.Instance, Patience)).State;
    }

    private static Engagement Engagement() =>
        new(
            new EngagementId(new NodeName("node-1"), new EngineRunId(1), 1),
            Epoch.First,
            KillSwitchScope.Everything.Instance,
            new RequestedBy.Person("ann"),
            new Reason("loss limit"),
            DateTimeOffset.UnixEpoch
        );
}
