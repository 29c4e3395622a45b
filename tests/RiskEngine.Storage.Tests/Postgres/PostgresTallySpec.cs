#pragma warning disable CA1001 // The folder is removed by xunit's own asynchronous end of a test.
namespace RiskEngine.Storage.Tests.Postgres;

/// <summary>A node's memory in a database, with its count of what the trail was given on this machine.</summary>
[NeedsPostgres]
public sealed class PostgresTallySpec : IAsyncLifetime
{
    private static readonly NodeName Node = new("desk-1");

    private readonly TemporaryFolder _folder = new();
    private PostgresServer _server = null!;

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.Missing is null)
            _server = await PostgresServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }

    [StoreFact]
    public async Task Trail_must_say_how_much_was_lost_when_the_database_was_gone_until_the_node_ended()
    {
        var settings = new StoreSettings.Postgres(new Secret(await _server.NewDatabaseAsync()), _folder.Path);
        await using (var store = EngineStore.Open(settings, Node, TimeProvider.System))
        {
            store.Audit.Record(Some.Entry(1));
            (await store.Audit.FlushAsync(CancellationToken.None)).ShouldBeTrue();
            await _server.CrashAsync();
            store.Audit.Record(Some.Entry(2));
            store.Audit.Record(Some.Entry(3));
        }

        await _server.StartAgainAsync();
        await using var next = EngineStore.Open(settings, Node, TimeProvider.System);
        next.Audit.Record(Some.Entry(4));
        (await next.Audit.FlushAsync(CancellationToken.None)).ShouldBeTrue();

        var rows = (await next.AuditTrail.ReadAfterAsync(0, 10)).ShouldBeOfType<AuditReading.Page>().Rows;
        rows.Count.ShouldBe(3);
        rows[1].Json.ShouldContain("\"kind\":\"lost\"");
        rows[1].Json.ShouldContain("\"count\":2");
    }
}
