using RiskEngine.EndToEnd.Tests.Processes;

namespace RiskEngine.EndToEnd.Tests.CommandLine;

/// <summary>Commands that print for ever, in a pipe whose reader has enough.</summary>
public sealed class GoneReaderSpec : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Command_must_end_when_whoever_reads_it_has_gone()
    {
        var overlay = await Served.OverlayAsync(_folder, "simulator { strategies = off }");
        await using var service = await Served.StartAsync([overlay]);

        var events = await service.RunIntoAsync("head -n 1", "events");
        events.ExitCode.ShouldBe(0, events.Error);
        events.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();

        var status = await service.RunIntoAsync("head -n 1", "status", "--watch", "--json");
        status.ExitCode.ShouldBe(0, status.Error);
        status.Output.ShouldStartWith("{\"sessions\":[");
    }
}
