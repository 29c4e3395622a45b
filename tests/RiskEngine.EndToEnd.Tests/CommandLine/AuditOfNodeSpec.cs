using RiskEngine.Core;
using RiskEngine.EndToEnd.Tests.Cluster;
using RiskEngine.EndToEnd.Tests.Processes;
using RiskEngine.Protocol;
using RiskEngine.Storage;

namespace RiskEngine.EndToEnd.Tests.CommandLine;

/// <summary>The trail of one node in the database that nodes share.</summary>
public sealed class AuditOfNodeSpec : IAsyncLifetime
{
    /// <summary>Ends a test that hangs, and nothing else: a busy machine takes its time to make the tables.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly NodeName Node = new("desk-1");
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private PostgresServer _server = null!;
    private string _database = "";
    private AuditHead _head = AuditHead.Empty;

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.Missing is not null)
            return;
        _server = await PostgresServer.StartAsync();
        _database = await _server.NewDatabaseAsync();
        await using var store = new PostgresStore(
            new PostgresStoreOptions(_database, Node) { OperationLimit = Patience }
        );
        AuditEntry[] entries =
        [
            new AuditEntry.Started(At, Node, "1.0.0", null),
            new AuditEntry.Stopped(At, Node, "asked to"),
        ];
        _head = (await store.AuditTrail.AppendAsync(entries)).ShouldBeOfType<AuditAppend.Kept>().Head;
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [PostgresFact]
    public async Task Verify_must_check_the_named_nodes_trail_when_it_is_in_a_database()
    {
        var verify = await RunAsync(_database, "verify", "--node", "desk-1");
        verify.ExitCode.ShouldBe(0, verify.Error);
        verify.Output.ShouldContain($"2 rows. Note the head: {_head}");

        await PostgresServer.SqlAsync(_database, "DELETE FROM risk_engine.audit_row WHERE number = 1");

        var broken = await RunAsync(_database, "verify", "--node", "desk-1");
        broken.ExitCode.ShouldBe(1);
        broken.Error.ShouldContain("Broken at row 1: it was removed");
    }

    [PostgresFact]
    public async Task Verify_must_end_with_2_and_show_no_password_when_the_database_cannot_be_asked()
    {
        (await RunAsync(_database, "verify", "--node", "desk-1", "--store", "x")).ExitCode.ShouldBe(2);
        (await RunAsync(_database, "verify", "--node", "no name")).ExitCode.ShouldBe(2);
        foreach (var address in (string[])["Host=127.0.0.1;Port=1;Password=hunter2", "Pasword=hunter2", ""])
        {
            var verify = await RunAsync(address, "verify", "--node", "desk-1");
            verify.ExitCode.ShouldBe(2, address);
            (verify.Output + verify.Error).ShouldNotContain("hunter2");
        }
    }

    private static Task<Program.Finished> RunAsync(string database, params string[] arguments) =>
        Program.RunAsync("RiskEngine.Host", ["audit", .. arguments], ("RISKENGINE__STORE__POSTGRES", database));
}
