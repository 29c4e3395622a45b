namespace RiskEngine.Storage.Tests.Postgres;

/// <summary>A node's memory in a database, with its count of what the trail was given on this machine.</summary>
[NeedsPostgres]
public sealed class PostgresTallySpec(SharedServer own) : IClassFixture<SharedServer>, IDisposable
{
    private static readonly NodeName Node = new("desk-1");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [StoreFact]
    public async Task Trail_must_say_how_much_was_lost_when_the_database_was_gone_until_the_node_ended()
    {
        var settings = new StoreSettings.Postgres(new Secret(await own.Server.NewDatabaseAsync()), _folder.Path);
        await using (var store = EngineStore.Open(settings, Node, TimeProvider.System))
        {
            store.Audit.Record(Some.Entry(1));
            (await store.Audit.FlushAsync(CancellationToken.None)).ShouldBeTrue();
            await own.Server.CrashAsync();
            store.Audit.Record(Some.Entry(2));
            store.Audit.Record(Some.Entry(3));
        }

        await own.Server.StartAgainAsync();
        await using var next = EngineStore.Open(settings, Node, TimeProvider.System);
        next.Audit.Record(Some.Entry(4));
        (await next.Audit.FlushAsync(CancellationToken.None)).ShouldBeTrue();

        var rows = (await next.AuditTrail.ReadAfterAsync(0, 10)).ShouldBeOfType<AuditReading.Page>().Rows;
        rows.Count.ShouldBe(3);
        rows[1].Json.ShouldContain("\"kind\":\"lost\"");
        rows[1].Json.ShouldContain("\"count\":2");
    }
}
