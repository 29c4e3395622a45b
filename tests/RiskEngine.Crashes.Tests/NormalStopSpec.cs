using System.Text.Json;
using RiskEngine.Storage;

namespace RiskEngine.Crashes.Tests;

/// <summary>An engine that is stopped in order: its trail on disk has everything.</summary>
public sealed class NormalStopSpec : IDisposable
{
    private const int Cancels = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Trail_must_have_every_command_and_answer_and_end_with_the_stop_when_the_system_stops_in_order()
    {
        await Run();

        await using var store = new SqliteStore(new SqliteStoreOptions(_folder.Store) { ReadOnly = true });
        (await store.AuditTrail.CheckAsync([]))
            .ShouldBeOfType<AuditCheck.Done>()
            .Verdict.ShouldBeOfType<AuditVerdict.Intact>();
        var kinds = new List<string>();
        await foreach (var page in store.AuditTrail.ReadAllAsync())
            kinds.AddRange(
                page.ShouldBeOfType<AuditReading.Page>()
                    .Rows.Select(row => JsonDocument.Parse(row.Json).RootElement.GetProperty("kind").GetString()!)
            );
        (kinds[0], kinds[^1]).ShouldBe(("start", "stop"));
        kinds.ShouldNotContain("lost");
        kinds.Count(kind => kind == "command").ShouldBe(Cancels);
        kinds.Count(kind => kind == "outcome").ShouldBe(Cancels);
        kinds.Count(kind => kind == "attempt").ShouldBe(kinds.Count(kind => kind == "answer"));
    }

    private async Task Run()
    {
        await using var engine = await StoredEngine.StartAsync(_folder.Store, new AcceptingExchange());
        await Task.WhenAll(Enumerable.Range(0, Cancels).Select(i => engine.CancelAsync($"c{i}", Patience)));
    }
}
