using System.CommandLine;
using System.Text.Json;
using RiskEngine.Host.Drill;

namespace RiskEngine.Host.CommandLine;

/// <summary>The program's commands.</summary>
internal static class HostCommand
{
    /// <summary>How long a signal to stop leaves for it: the library's own two seconds would cut off a cancel-on-stop.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(1);

    /// <summary>
    /// An argument is what the person wrote. The library's default would replace one that begins with @ by the lines of
    /// the file of that name, a reason that begins with a colleague's name too.
    /// </summary>
    private static readonly ParserConfiguration AsWritten = new() { ResponseFileTokenReplacer = null };

    internal static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(
            "RiskEngine: cancels a session's open orders, and proves that none is left or states what it cannot prove."
        )
        {
            ServeCommand.Create(),
            StatusCommand.Create(),
            CancelCommand.Create(),
            KillCommand.Create(),
            ResetCommand.Create(),
            EventsCommand.Create(),
            DrillCommand.Create(),
            ConfigCommand.Create(),
            AuditCommand.Create(),
        };
        root.Add(CompletionCommand.Create());
        Examples.AddTo(root);
        var parsed = root.Parse(args, AsWritten);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopLimit });
        var faults = parsed.Errors.Select(error => error.Message).ToList();
        if (!args.Contains("--json"))
            return Faults.Report(faults);
        Console.WriteLine(
            JsonSerializer.Serialize(
                new ErrorLine(null, string.Join(' ', faults), ExitCode.BadInput),
                ErrorJson.Default.ErrorLine
            )
        );
        return ExitCode.BadInput;
    }
}
