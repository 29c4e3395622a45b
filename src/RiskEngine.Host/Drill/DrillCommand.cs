using System.CommandLine;
using RiskEngine.Host.CommandLine;
using RiskEngine.Simulator.Faults;

namespace RiskEngine.Host.Drill;

/// <summary><c>drill</c>: the whole way of a cancel, against the simulated exchange, with a proof at the end.</summary>
internal static class DrillCommand
{
    private static readonly TimeSpan DefaultTrading = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan LongestTrading = TimeSpan.FromMinutes(5);

    internal static Command Create()
    {
        var fault = new Option<string>("--fault")
        {
            Description =
                "What the exchange does wrong: a plan's name ("
                + string.Join(", ", NamedPlans.All.Select(plan => plan.Name))
                + ") or its text, such as 'cancel/session: drop-after x2'.",
            DefaultValueFactory = _ => "none",
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Decides order ids and faults; the same seed gives the same ones.",
            DefaultValueFactory = _ => 1,
        };
        var trading = new Option<double>("--trading")
        {
            Description = "For how many seconds the strategies place orders before the cancel.",
            DefaultValueFactory = _ => DefaultTrading.TotalSeconds,
        };
        var log = new Option<FileInfo?>("--log") { Description = "A file for the engine's log." };
        var evidence = new Option<DirectoryInfo?>("--evidence")
        {
            Description =
                "A folder for the evidence: a JSON file and a Markdown file of what was open, what was canceled and when.",
        };
        var command = new Command(
            "drill",
            "Start a simulated exchange and three sessions with strategies that place orders; engage the kill switch while "
                + "they trade; show what was proven. Exit code 0 only when every session is flat."
        )
        {
            fault,
            seed,
            trading,
            log,
            evidence,
        };
        command.SetAction(
            (parsed, stop) =>
            {
                var faults = new List<string>();
                if (!FaultPlan.TryParse(parsed.GetRequiredValue(fault), out var plan, out var planFaults))
                    faults.AddRange(planFaults.Select(text => $"--fault: {text}"));
                var seconds = parsed.GetValue(trading);
                if (!(seconds > 0 && seconds <= LongestTrading.TotalSeconds))
                    faults.Add($"--trading: must be above 0 and at most {LongestTrading.TotalSeconds} seconds.");
                return faults.Count > 0
                    ? Task.FromResult(Faults.Report(faults))
                    : DrillRun.RunAsync(
                        new DrillOptions(
                            plan,
                            parsed.GetValue(seed),
                            TimeSpan.FromSeconds(seconds),
                            parsed.GetValue(log)
                        )
                        {
                            Evidence = parsed.GetValue(evidence),
                        },
                        TimeProvider.System,
                        stop
                    );
            }
        );
        return command;
    }
}
