using System.Globalization;
using RiskEngine.Simulator;
using RiskEngine.Simulator.Keys;
using RiskEngine.Storage;
using Xunit.Abstractions;

namespace RiskEngine.Crashes.Tests;

/// <summary>Kills engines at random points of an engagement, one after the other on the same store and the same exchange.</summary>
public sealed class EngageCrashSpec(ITestOutputHelper output) : IDisposable
{
    private const string NewOrder = "/v1/order/new";
    private const int UsualCrashes = 5;

    /// <summary>From before the command has arrived until after the answer, on a quick machine and a slow one.</summary>
    private static readonly TimeSpan BeforeTheAnswer = TimeSpan.FromMilliseconds(200);

    /// <summary>Until after the last cancel is proven.</summary>
    private static readonly TimeSpan AfterTheAnswer = TimeSpan.FromMilliseconds(60);

    private static readonly string[] Sessions = ["maker-1", "taker-1"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Record_must_bind_the_next_engine_when_one_is_killed_while_it_engages()
    {
        var seed = Seeds.Or(1);
        var crashes = Environment.GetEnvironmentVariable("RISKENGINE_CRASHES") is { Length: > 0 } many
            ? int.Parse(many, CultureInfo.InvariantCulture)
            : UsualCrashes;
        var why = Seeds.Replay(seed);
        var dice = new Random(seed);
        var secrets = Sessions
            .SelectMany(alias =>
                new[] { ("APIKEY", $"account-{alias}"), ("APISECRET", $"secret-{alias}") }.Select(x =>
                    KeyValuePair.Create($"RISKENGINE__SESSIONS__{alias}__{x.Item1}", x.Item2)
                )
            )
            .ToDictionary();
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
        var highest = Sessions.ToDictionary(alias => alias, _ => 0m);
        var (isEngaged, seen) = (false, 0);
        var (unstored, unanswered, answered) = (0, 0, 0);
        for (var crash = 1; crash <= crashes; crash++)
        {
            var at = $"crash {crash}, {why}";
            using var life = new Life(exchange.BaseAddress, _folder.Store, secrets);
            (await life.HearAsync("state")).ShouldBe(isEngaged ? "state engaged" : "state clear", at);
            if (isEngaged)
            {
                foreach (var alias in Sessions)
                    (await life.HearAsync($"first {alias}")).ShouldBe($"first {alias} Denied Halted", at);
                exchange.World.Requests.Skip(seen).ShouldNotContain(request => request.Path == NewOrder, $"I4, {at}");
                await life.TellAsync("reset");
                await life.HearAsync("reset");
            }

            foreach (var alias in Sessions)
                await life.HearAsync($"flowing {alias}");
            await life.TellAsync("engage");
            var waits = dice.Next(2) == 0;
            if (waits)
                await life.HearAsync("engaged");
            await Task.Delay((waits ? AfterTheAnswer : BeforeTheAnswer) * dice.NextDouble(), TimeProvider.System);
            await life.KillAsync();

            life.Said.ShouldNotContain(line => line.StartsWith("VIOLATION", StringComparison.Ordinal), at);
            var wasAnswered = life.Said.Contains($"engaged {KillSwitchDurability.ThisNode}");
            isEngaged = await ReadIsEngaged();
            if (wasAnswered)
                isEngaged.ShouldBeTrue($"I5: an answered engagement is in the record, {at}");
            (unstored, unanswered, answered) = (isEngaged, wasAnswered) switch
            {
                (false, _) => (unstored + 1, unanswered, answered),
                (true, false) => (unstored, unanswered + 1, answered),
                (true, true) => (unstored, unanswered, answered + 1),
            };
            seen = NoncesMustRise(exchange, seen, highest, at);
        }

        await TrailMustHold(crashes, why);
        output.WriteLine(
            $"{crashes} engines killed: {unstored} before the engagement was stored, {unanswered} before it was answered, {answered} after"
        );
    }

    /// <summary>Every nonce of a life is above every nonce of the lives before it.</summary>
    private static int NoncesMustRise(
        GeminiSimulator exchange,
        int seen,
        Dictionary<string, decimal> highest,
        string at
    )
    {
        var requests = exchange.World.Requests;
        foreach (var alias in Sessions)
        {
            var nonces = requests
                .Skip(seen)
                .Where(request => request.Session == alias)
                .Select(request => request.Nonce)
                .OfType<decimal>()
                .ToList();
            nonces.ShouldNotBeEmpty(at);
            nonces.Min().ShouldBeGreaterThan(highest[alias], $"I3, {at}");
            highest[alias] = nonces.Max();
        }

        return requests.Count;
    }

    /// <summary>The chain holds over every crash, and each life has begun it with a row of its own.</summary>
    private async Task TrailMustHold(int crashes, string why)
    {
        await using var store = new SqliteStore(new SqliteStoreOptions(_folder.Store) { ReadOnly = true });
        (await store.AuditTrail.CheckAsync([]))
            .ShouldBeOfType<AuditCheck.Done>()
            .Verdict.ShouldBeOfType<AuditVerdict.Intact>($"I10, {why}");
        var starts = 0;
        await foreach (var page in store.AuditTrail.ReadAllAsync())
            starts += page.ShouldBeOfType<AuditReading.Page>()
                .Rows.Count(row => row.Json.Contains("\"kind\":\"start\"", StringComparison.Ordinal));
        starts.ShouldBe(crashes, $"I10, {why}");
    }

    private async Task<bool> ReadIsEngaged()
    {
        await using var store = new SqliteStore(new SqliteStoreOptions(_folder.Store) { ReadOnly = true });
        var reading = (await store.KillSwitchLog.ReadAsync()).ShouldBeOfType<KillSwitchReading.Complete>();
        return reading.State(ResetApprovals.OnePerson) is KillSwitchState.Engaged;
    }
}
