using System.Globalization;
using System.Text;

namespace RiskEngine.Storage.Tests.Crashes;

/// <summary>What the crash tests start, and kill: it keeps things, and says how far it has come.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (
            args is not [var work, var file, var text]
            || !long.TryParse(text, CultureInfo.InvariantCulture, out var from)
        )
            return 2;
        await using var output = Console.OpenStandardOutput();
        await using var store = new SqliteStore(new SqliteStoreOptions(file) { IsOneEngines = true });
        return work switch
        {
            "confirm" => await ConfirmAsync(store, from, output),
            "record" => await RecordAsync(store, file, from, output),
            _ => 2,
        };
    }

    /// <summary>Says what the store has confirmed.</summary>
    private static async Task<int> ConfirmAsync(SqliteStore store, long epoch, Stream output)
    {
        for (var entry = 0; ; entry += 3)
        {
            if (await store.AuditTrail.AppendAsync(Some.Entries(3, entry)) is not AuditAppend.Kept trail)
                return 1;
            await SayAsync(output, $"audit {trail.Head}");
            if (await store.KillSwitchLog.AppendAsync(Some.Engagement(++epoch)) is not KillSwitchAppend.Kept)
                return 1;
            await SayAsync(output, $"engaged {epoch}");
        }
    }

    /// <summary>Says how many entries were given to the writer, whatever has become of them.</summary>
    private static async Task<int> RecordAsync(SqliteStore store, string file, long given, Stream output)
    {
        using var tally = AuditTally.Open($"{file}-tally");
        var options = new AuditWriterOptions { Capacity = 40, BatchSize = 7 };
        await using var writer = new AuditWriter(
            store.AuditTrail,
            Some.Node,
            TimeProvider.System,
            options,
            tally: tally
        );
        while (true)
        {
            writer.Record(Some.Entry(0));
            await SayAsync(output, $"given {++given}");
            // At times at the store's pace, at times beyond what the buffer takes.
            while (given % 100 < 60 && writer.Report.Waiting > 12)
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }

    private static async Task SayAsync(Stream output, string line) =>
        await output.WriteAsync(Encoding.ASCII.GetBytes($"{line}\n"));
}
