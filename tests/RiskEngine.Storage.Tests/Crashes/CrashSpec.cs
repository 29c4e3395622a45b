using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace RiskEngine.Storage.Tests.Crashes;

/// <summary>A process that appends is killed (SIGKILL) at random points; what it had confirmed is there afterwards.</summary>
public sealed class CrashSpec(ITestOutputHelper output) : IDisposable
{
    /// <summary>How many processes are killed; <c>RISKENGINE_CRASHES</c> asks for more.</summary>
    private static readonly int Crashes = int.Parse(
        Environment.GetEnvironmentVariable("RISKENGINE_CRASHES") is { Length: > 0 } text ? text : "12",
        CultureInfo.InvariantCulture
    );

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_confirmed_engagement_or_row_must_be_lost_when_the_process_is_killed_at_any_point()
    {
        var seed = Seeds.Or(1);
        var dice = new Random(seed);
        var (head, epoch, confirmations) = (AuditHead.Empty, 0L, 0);
        for (var crash = 0; crash < Crashes; crash++)
        {
            var lines = await RunUntilKilledAsync(epoch, dice);
            confirmations += lines.Count;
            foreach (var line in lines)
                if (line.Split(' ') is ["audit", var noted])
                    head = AuditHead.Parse(noted).ShouldNotBeNull(line);
                else
                    epoch = long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);

            var replay = Seeds.Replay(seed, $"crash {crash + 1} after {lines.Count} confirmations");
            await using var store = new SqliteStore(new SqliteStoreOptions(_folder.Store));
            var kept = (await store.KillSwitchLog.HistoryAsync()).Records.Select(x => x.Epoch.Value).ToHashSet();
            for (var confirmed = 1L; confirmed <= epoch; confirmed++)
                kept.ShouldContain(confirmed, replay);
            var rows = await store.AuditTrail.RowsAsync();
            AuditChain
                .Verify(rows, head, await store.AuditTrail.KnownHeadAsync())
                .ShouldBeOfType<AuditVerdict.Intact>(replay);
            // What was kept and not confirmed is there, too; the next process goes on after it.
            epoch = kept.Count == 0 ? 0 : kept.Max();
        }

        output.WriteLine($"seed {seed}: {Crashes} processes killed after {confirmations} confirmations");
        confirmations.ShouldBeGreaterThan(Crashes);
    }

    /// <summary>Kills after a random number of confirmations and a random time more; says what had been confirmed.</summary>
    private async Task<List<string>> RunUntilKilledAsync(long epoch, Random dice)
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [typeof(Program).Assembly.Location, _folder.Store, epoch.ToString(CultureInfo.InvariantCulture)]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        var lines = new List<string>();
        var more = TimeSpan.FromMicroseconds(dice.Next(5_000));
        for (var wanted = dice.Next(1, 12); wanted > 0; wanted--)
            lines.Add((await process.StandardOutput.ReadLineAsync(limit.Token)).ShouldNotBeNull("it ended by itself"));
        await Task.Delay(more, TimeProvider.System, limit.Token);
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            lines.Add(line);
        await process.WaitForExitAsync(limit.Token);
        return lines;
    }
}
