using System.Globalization;
using System.Text.Json;
using Xunit.Abstractions;

namespace RiskEngine.Storage.Tests.Crashes;

/// <summary>A process is killed (SIGKILL) at random points, again and again, over one store; the seed is printed.</summary>
public sealed class CrashSpec(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_confirmed_engagement_or_row_must_be_lost_when_the_process_is_killed_at_any_point()
    {
        var seed = Seeds.Or(1);
        var dice = new Random(seed);
        var (head, epoch, confirmations, crashes) = (AuditHead.Empty, 0L, 0, KilledProcess.Count(usual: 8));
        for (var crash = 1; crash <= crashes; crash++)
        {
            var lines = await KilledProcess.RunAsync("confirm", _folder.Store, epoch, mostLines: 12, dice);
            confirmations += lines.Count;
            foreach (var line in lines)
                if (line.Split(' ') is ["audit", var noted])
                    head = AuditHead.Parse(noted).ShouldNotBeNull(line);
                else
                    epoch = Number(line);

            var replay = $"crash {crash} after {lines.Count} confirmations; {Seeds.Replay(seed)}";
            await using var store = new SqliteStore(new SqliteStoreOptions(_folder.Store) { IsOneEngines = true });
            var kept = (await store.KillSwitchLog.HistoryAsync()).Records.Select(x => x.Epoch.Value).ToHashSet();
            for (var confirmed = 1L; confirmed <= epoch; confirmed++)
                kept.ShouldContain(confirmed, replay);
            AuditChain
                .Verify(await store.AuditTrail.RowsAsync(), head, await store.AuditTrail.KnownHeadAsync())
                .ShouldBeOfType<AuditVerdict.Intact>(replay);
            // What was kept and not confirmed is there, too; the next process goes on after it.
            epoch = kept.Count == 0 ? 0 : kept.Max();
        }

        output.WriteLine($"seed {seed}: {crashes} processes killed after {confirmations} confirmations");
        confirmations.ShouldBeGreaterThan(crashes);
    }

    [Fact]
    public async Task Trail_must_tell_of_each_entry_that_was_given_kept_or_lost_when_the_process_is_killed_at_any_point()
    {
        var seed = Seeds.Or(2);
        var dice = new Random(seed);
        var (told, crashes, lost) = (0L, KilledProcess.Count(usual: 6), 0L);
        for (var crash = 1; crash <= crashes; crash++)
        {
            var lines = await KilledProcess.RunAsync("record", _folder.Store, told, mostLines: 200, dice);
            var given = Number(lines[^1]);

            await using var store = new SqliteStore(new SqliteStoreOptions(_folder.Store) { IsOneEngines = true });
            using (var tally = AuditTally.Open($"{_folder.Store}-tally"))
            {
                var next = new AuditWriter(store.AuditTrail, Some.Node, TimeProvider.System, tally: tally);
                (await next.StopAsync()).Failure.ShouldBeNull();
            }

            var rows = (await store.AuditTrail.RowsAsync())
                .Select(x => JsonDocument.Parse(x.Json).RootElement)
                .ToList();
            var gaps = rows.Where(x => x.GetProperty("kind").GetString() == "lost").ToList();
            lost = gaps.Sum(x => x.GetProperty("count").GetInt64());
            told = rows.Count - gaps.Count + lost;
            // The process may have died between giving an entry and saying so.
            told.ShouldBeInRange(given, given + 1, $"crash {crash}; {Seeds.Replay(seed)}");
        }

        output.WriteLine($"seed {seed}: {crashes} processes killed, {told} entries given, {lost} of them lost");
        lost.ShouldBeLessThan(told, "some were kept");
    }

    private static long Number(string line) => long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
}
