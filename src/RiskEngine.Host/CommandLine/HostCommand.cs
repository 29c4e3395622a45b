using System.CommandLine;
using RiskEngine.Host.Drill;

namespace RiskEngine.Host.CommandLine;

/// <summary>The program's commands.</summary>
internal static class HostCommand
{
    /// <summary>How long a signal to stop leaves for it: the library's own two seconds would cut off a cancel-on-stop.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(1);

    internal static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(
            "RiskEngine: takes orders off the exchange, and proves it or says what it cannot prove."
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
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopLimit });
        return Faults.Report(parsed.Errors.Select(error => error.Message));
    }
}
