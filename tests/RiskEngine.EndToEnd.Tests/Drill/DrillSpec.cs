using System.Text.Json;
using System.Text.RegularExpressions;
using RiskEngine.EndToEnd.Tests.Processes;

namespace RiskEngine.EndToEnd.Tests.Drill;

[Long]
public sealed partial class DrillSpec : IDisposable
{
    private const string Host = "RiskEngine.Host";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Drill_must_end_with_zero_when_every_session_is_proven()
    {
        var drill = await DrillAsync("--trading", "1");

        drill.ExitCode.ShouldBe(0, drill.Output + drill.Error);
        drill.Output.ShouldContain("NO OPEN ORDERS: proven for every session.");
        var rows = DrillTable.RowsOf(drill.Output);
        rows.Select(row => row["session"]).ShouldBe(["gemini/maker-1", "gemini/desk-2/maker-2", "gemini/taker-1"]);
        foreach (var row in rows)
        {
            int.Parse(row["open before"]).ShouldBeGreaterThan(0, "a drill without orders proves nothing");
            int.Parse(row["canceled"]).ShouldBeGreaterThanOrEqualTo(int.Parse(row["open before"]));
            row["left"].ShouldBe("0");
            row["outcome"].ShouldBe("Canceled");
        }

        var requests = Requests().Match(drill.Output);
        int.Parse(requests.Groups["executed"].Value).ShouldBeGreaterThan(rows.Count * 3);
    }

    [Fact]
    public async Task Evidence_must_say_what_was_open_and_what_was_canceled_when_a_drill_is_over()
    {
        var drill = await DrillAsync("--trading", "1");

        drill.ExitCode.ShouldBe(0, drill.Output + drill.Error);
        using var json = JsonDocument.Parse(
            await File.ReadAllTextAsync(Directory.GetFiles(_folder.Path, "*.json").ShouldHaveSingleItem())
        );
        var evidence = json.RootElement;
        evidence.GetProperty("verdict").GetString().ShouldBe("no open orders");
        evidence.GetProperty("engagement").GetString()!.ShouldStartWith("everything engaged by person drill, epoch 1");
        evidence.GetProperty("configuration").GetString()!.Length.ShouldBe(64);
        evidence.GetProperty("sessionsWereReal").GetBoolean().ShouldBeFalse();
        evidence.GetProperty("versions").GetString()!.ShouldContain(".NET");
        foreach (var session in evidence.GetProperty("sessions").EnumerateArray())
        {
            session.GetProperty("openBefore").GetInt32().ShouldBeGreaterThan(0);
            session
                .GetProperty("canceled")
                .GetArrayLength()
                .ShouldBeGreaterThanOrEqualTo(session.GetProperty("openBefore").GetInt32());
            session.GetProperty("left").GetInt32().ShouldBe(0);
            session.GetProperty("denied").GetInt32().ShouldBeGreaterThan(0, "one order came after the engagement");
        }

        var text = await File.ReadAllTextAsync(Directory.GetFiles(_folder.Path, "*.md").ShouldHaveSingleItem());
        text.ShouldStartWith("# Drill: no open orders");
        Credential().Matches(text + json.RootElement.GetRawText()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Drill_must_run_and_end_with_four_when_the_evidence_cannot_be_written()
    {
        var file = _folder.PathOf("file");
        await File.WriteAllTextAsync(file, "no folder");

        var drill = await Program.RunAsync(Host, ["drill", "--trading", "0.5", "--evidence", file]);

        drill.ExitCode.ShouldBe(4, drill.Output + drill.Error);
        drill.Output.ShouldContain("NO OPEN ORDERS: proven for every session.");
        drill.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("The evidence could not be written to");
    }

    [Fact]
    public async Task Log_must_show_no_key_and_no_secret_when_a_drill_is_over()
    {
        var log = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var drill = await DrillAsync("--trading", "0.5", "--fault", "cancel/session: 500 x2", "--log", log);

            var written = drill.Output + drill.Error + await File.ReadAllTextAsync(log);
            Credential().Matches(written).Select(match => match.Value).ShouldBeEmpty();
        }
        finally
        {
            File.Delete(log);
        }
    }

    [Fact]
    public async Task Every_fault_must_be_named_when_the_arguments_are_wrong()
    {
        var drill = await DrillAsync("--trading", "-1", "--fault", "cancel/session: explode");

        drill.ExitCode.ShouldBe(2);
        drill.Error.ShouldContain("--trading");
        drill.Error.ShouldContain("--fault");
        drill.Error.ShouldContain("explode");
        drill.Error.ShouldNotContain("   at ", Case.Sensitive);
    }

    private Task<Program.Finished> DrillAsync(params string[] arguments) =>
        Program.RunAsync(Host, ["drill", "--evidence", _folder.Path, .. arguments]);

    [GeneratedRegex(@"received (?<received>\d+) signed HTTP requests and executed (?<executed>\d+)")]
    private static partial Regex Requests();

    /// <summary>The drill's keys and secrets are random; this is what they look like.</summary>
    [GeneratedRegex("(account|master)-[0-9A-F]{20}|[0-9A-F]{40}")]
    private static partial Regex Credential();
}
