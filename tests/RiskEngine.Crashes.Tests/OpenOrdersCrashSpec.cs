using RiskEngine.Gemini;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using RiskEngine.Storage;

namespace RiskEngine.Crashes.Tests;

/// <summary>An engine killed with live orders: the next one on its store knows each, and cancels and proves it by name.</summary>
public sealed class OpenOrdersCrashSpec : IDisposable, ISecretSource
{
    private const string Maker = "maker-1";
    private const int Enough = 20;

    private static readonly string[] Sessions = [Maker, "taker-1"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Orders_of_a_killed_engine_must_be_canceled_by_name_when_neither_cancel_nor_list_knows_them()
    {
        await using var exchange = await GeminiSimulator.StartAsync(
            new SimulatorOptions
            {
                Credentials =
                [
                    .. Sessions.Select(alias => new ApiKey(alias, $"account-{alias}", $"secret-{alias}")
                    {
                        Account = alias,
                    }),
                ],
                RateLimit = null,
                LogLimit = 1_000_000,
            }
        );
        using var life = new Life(exchange.BaseAddress, _folder.Store, Environment());
        await life.HearAsync($"flowing {Maker}");
        var live = await UntilWrittenAsync(exchange);
        await life.KillAsync();

        // From here on only a cancel of one order, by its id, finds any of them.
        exchange.World.UseFaults(FaultPlan.Parse("cancel/session: hide-young 1h; orders: hide-young 1h"));
        await using var next = await StoredEngine.StartAsync(
            $$"""
            risk-engine.guardian.max-orders-asked = 10000
            {{Program.Hocon(exchange.BaseAddress.GetLeftPart(UriPartial.Authority), _folder.Store)}}
            """,
            new GeminiExchange(TimeProvider.System),
            this
        );
        var canceled = (await next.CancelAsync("c1", Patience)).ShouldBeOfType<SessionCanceled>();

        live.Except(canceled.Canceled).ShouldBeEmpty();
        canceled.Proof.ShouldBe(CancelProof.ListQuiet, "the killed engine may have had orders that it had not written");
        exchange.World.OpenOrdersOf(Maker).Select(order => new OrderId(order.Id)).Intersect(live).ShouldBeEmpty();
    }

    string? ISecretSource.Variable(string name) => Environment().GetValueOrDefault(name);

    string ISecretSource.File(string path) => File.ReadAllText(path);

    /// <summary>Waits until orders are open that the engine has written, and says which.</summary>
    private async Task<IReadOnlyList<OrderId>> UntilWrittenAsync(GeminiSimulator exchange)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        IReadOnlyList<OrderId> open;
        while ((open = [.. exchange.World.OpenOrdersOf(Maker).Select(order => new OrderId(order.Id))]).Count < Enough)
            await Task.Delay(Pause, TimeProvider.System, limit.Token);
        while ((await ReadAsync()).Intersect(open).Count() < open.Count)
            await Task.Delay(Pause, TimeProvider.System, limit.Token);
        return open;
    }

    private async Task<IEnumerable<OrderId>> ReadAsync()
    {
        await using var store = new SqliteStore(new SqliteStoreOptions(_folder.Store) { ReadOnly = true });
        return await store.OrderLedgers.ReadAsync(SessionOf(Maker)) is OrderLedgerReading.Known known
            ? known.Orders.Select(order => order.Id)
            : [];
    }

    private static SessionKey SessionOf(string alias) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));

    private static Dictionary<string, string> Environment() =>
        Sessions
            .SelectMany(alias =>
                new[] { ("APIKEY", $"account-{alias}"), ("APISECRET", $"secret-{alias}") }.Select(x =>
                    KeyValuePair.Create($"RISKENGINE__SESSIONS__{alias}__{x.Item1}", x.Item2)
                )
            )
            .ToDictionary();
}
