using RiskEngine.EndToEnd.Tests.Processes;

namespace RiskEngine.EndToEnd.Tests.CommandLine;

/// <summary>The command as a person gives it at a terminal, and as a script does: one service for all of them.</summary>
public sealed class ConfirmationSpec : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TerminalFact]
    public async Task Kill_of_everything_must_stop_nothing_at_a_terminal_until_it_is_confirmed()
    {
        var overlay = await Served.OverlayAsync(_folder, Served.Patiently);
        await using var service = await Served.StartAsync([overlay]);
        string[] kill = ["kill", "--scope", "everything", "--reason", "a_test"];

        var asked = await service.RunAtTerminalAsync(kill);
        asked.ExitCode.ShouldBe(2, asked.Output);
        asked.Output.ShouldContain("Add --yes");
        (await service.RunAsync("status")).Output.ShouldContain("Nothing is engaged.");

        var confirmed = await service.RunAtTerminalAsync([.. kill, "--yes"]);
        confirmed.ExitCode.ShouldBe(0, confirmed.Output);
        (await service.RunAsync("status")).Output.ShouldContain("everything by person local, epoch 1");

        var script = await service.RunAsync(kill);
        script.ExitCode.ShouldBe(0, script.Output + script.Error);
        (await service.RunAsync("status")).Output.ShouldContain("everything by person local, epoch 2");
    }
}

/// <summary>A fact that wants a terminal, which <c>script</c> lends; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TerminalFactAttribute : FactAttribute
{
    /// <summary>Makes the fact.</summary>
    public TerminalFactAttribute()
    {
        if (!File.Exists(Program.Script))
            Skip = $"needs {Program.Script} (Debian's package is called bsdutils), which lends a terminal";
    }
}
