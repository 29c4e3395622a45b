#pragma warning disable CA1001 // The folder is removed by xunit's own asynchronous end of a test.
using System.Text.Json;
using RiskEngine.Core;
using RiskEngine.EndToEnd.Tests.Processes;
using RiskEngine.Protocol;
using RiskEngine.Storage;

namespace RiskEngine.EndToEnd.Tests.CommandLine;

public sealed class AuditCommandSpec : IAsyncLifetime
{
    private static readonly NodeName Node = new("desk-1");
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private AuditHead _head = AuditHead.Empty;

    public async Task InitializeAsync()
    {
        await using var store = new SqliteStore(new SqliteStoreOptions(_folder.Store));
        var engagement = new Engagement(
            new EngagementId(Node, new EngineRunId(1), 1),
            Epoch.First,
            KillSwitchScope.Everything.Instance,
            new RequestedBy.Person("ann"),
            new Reason("=1+1, \"quoted\""),
            At
        );
        AuditEntry[] entries =
        [
            new AuditEntry.Started(At, Node, "1.0.0", null),
            new AuditEntry.Engaged(engagement),
            new AuditEntry.Stopped(At, Node, "asked to"),
        ];
        _head = (await store.AuditTrail.AppendAsync(entries)).ShouldBeOfType<AuditAppend.Kept>().Head;
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Verify_must_end_with_0_and_name_the_head_when_the_trail_is_intact()
    {
        var verify = await RunAsync("verify", "--store", _folder.Store);

        verify.ExitCode.ShouldBe(0, verify.Error);
        verify.Output.ShouldContain($"3 rows. Note the head: {_head}");
        (await RunAsync("verify", "--store", _folder.Store, "--head", $"{_head}")).ExitCode.ShouldBe(0);
        Directory.GetFiles(_folder.Path).ShouldHaveSingleItem("a check leaves nothing behind");
    }

    [Fact]
    public async Task Verify_must_end_with_1_and_name_the_first_bad_row_when_the_trail_is_broken()
    {
        RawSqlite.Run(_folder.Store, "DELETE FROM audit_row WHERE number = 2");

        var verify = await RunAsync("verify", "--store", _folder.Store);

        verify.ExitCode.ShouldBe(1);
        verify.Error.ShouldContain("Broken at row 2: it was removed");
    }

    [Fact]
    public async Task Verify_must_end_with_1_when_the_tail_was_cut_behind_the_head_that_was_noted()
    {
        RawSqlite.Run(_folder.Store, "DELETE FROM audit_row; UPDATE head SET count = 0, hash = zeroblob(32)");

        (await RunAsync("verify", "--store", _folder.Store)).ExitCode.ShouldBe(0);
        var verify = await RunAsync("verify", "--store", _folder.Store, "--head", $"{_head}");

        verify.ExitCode.ShouldBe(1);
        verify.Error.ShouldContain("Broken at row 1: it and all after it were removed");
    }

    [Fact]
    public async Task Verify_must_end_with_2_when_there_is_nothing_to_check()
    {
        var missing = await RunAsync("verify", "--store", $"{_folder.Store}.not-there");
        missing.ExitCode.ShouldBe(2);
        missing.Error.ShouldContain("is not there");
        (await RunAsync("verify")).ExitCode.ShouldBe(2);
        (await RunAsync("verify", "--store", _folder.Store, "--head", "3")).ExitCode.ShouldBe(2);
        (await RunAsync("export", "--store", _folder.Store, "--format", "xml")).ExitCode.ShouldBe(2);
        File.Exists($"{_folder.Store}.not-there").ShouldBeFalse();
    }

    [Fact]
    public async Task Export_must_write_lines_from_which_the_chain_can_be_checked_elsewhere()
    {
        var export = await RunAsync("export", "--store", _folder.Store);

        export.ExitCode.ShouldBe(0, export.Error);
        AuditChain.Verify(Rows(export.Output), _head).ShouldBe(new AuditVerdict.Intact(_head));
    }

    [Fact]
    public async Task Export_must_write_what_can_be_read_and_end_with_1_when_the_trail_is_broken()
    {
        RawSqlite.Run(_folder.Store, "DELETE FROM audit_row WHERE number = 2");

        var export = await RunAsync("export", "--store", _folder.Store);

        export.ExitCode.ShouldBe(1);
        Rows(export.Output).Select(x => x.Number).ShouldBe([1, 3]);
        export.Error.ShouldContain("Broken at row 2");
    }

    [Fact]
    public async Task Export_must_write_a_table_without_formulas_when_asked_for_csv()
    {
        var export = await RunAsync("export", "--store", _folder.Store, "--format", "csv");

        var lines = export.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        export.ExitCode.ShouldBe(0, export.Error);
        lines.Length.ShouldBe(4);
        lines[0]
            .ShouldBe(
                "number,at,node,kind,who,session,scope,epoch,command,attempt,nonce,what,result,why,said,reason,through,row,hash"
            );
        lines[2]
            .ShouldStartWith(
                "2,2026-01-02T03:04:05.000000Z,desk-1,engage,person ann,,everything,1,,,,,,,,\"'=1+1, \"\"quoted\"\"\","
            );
    }

    private static IEnumerable<AuditRow> Rows(string output) =>
        output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(line => new AuditRow(
                line.GetProperty("number").GetInt64(),
                line.GetProperty("row").GetRawText(),
                RowHash.Parse(line.GetProperty("hash").GetString())!
            ));

    private static Task<Program.Finished> RunAsync(params string[] arguments) =>
        Program.RunAsync("RiskEngine.Host", ["audit", .. arguments]);
}
