namespace RiskEngine.Storage.Tests.Crashes;

/// <summary>What the crash tests start, and kill: it appends, and says so once the store has confirmed.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is not [var file, var text] || !long.TryParse(text, out var epoch))
            return 2;
        await using var store = new SqliteStore(new SqliteStoreOptions(file));
        await using var output = Console.OpenStandardOutput();
        var entry = 0;
        while (true)
        {
            if (await store.AuditTrail.AppendAsync(Some.Entries(3, entry)) is not AuditAppend.Kept trail)
                return 1;
            entry += 3;
            await output.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"audit {trail.Head}\n"));
            if (await store.KillSwitchLog.AppendAsync(Some.Engagement(++epoch)) is not KillSwitchAppend.Kept)
                return 1;
            await output.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"engaged {epoch}\n"));
        }
    }
}
