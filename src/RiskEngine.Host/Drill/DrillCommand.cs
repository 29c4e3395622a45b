using System.CommandLine;
using RiskEngine.Host.CommandLine;
using RiskEngine.Simulator.Faults;

namespace RiskEngine.Host.Drill;

/// <summary><c>drill</c>: the whole way of a cancel, against a simulated exchange or sessions of ours, with a proof at the end.</summary>
internal static class DrillCommand
{
    private const string Codes =
        "Exit code 0: every session had open orders and has none, proven; 1: not proven; 2: the arguments or the configuration are "
        + "wrong, or the exchange is live; 4: proven, but the evidence could not be written.";

    private static readonly TimeSpan DefaultTrading = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan LongestTrading = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestDeadline = TimeSpan.FromHours(1);

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
        var deadline = new Option<double?>("--deadline")
        {
            Description =
                "By when the engagement is reported, in seconds; the configured default where it is not given.",
        };
        var log = new Option<FileInfo?>("--log") { Description = "A file for the engine's log." };
        var evidence = new Option<DirectoryInfo>("--evidence")
        {
            Description =
                "A folder for the evidence: a JSON file and a Markdown file of what was open, what was canceled and when.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("data", "evidence")),
        };
        var config = new Option<FileInfo[]>("--config")
        {
            Description =
                "Drill the sessions of these configuration files instead, on the exchange that they name: nothing is placed, "
                + "what is open is pulled. First stop the engine that uses the same keys. The drill's memory is its own.",
            AllowMultipleArgumentsPerToken = true,
        };
        var live = new Option<bool>("--yes-live")
        {
            Description = "With --config: also where the exchange is neither on this machine nor Gemini's sandbox.",
        };
        var command = new Command(
            "drill",
            "Start a simulated exchange and three sessions with strategies that place orders; engage the kill switch while "
                + $"they trade; show what was proven. {Codes}"
        )
        {
            fault,
            seed,
            trading,
            deadline,
            log,
            evidence,
            config,
            live,
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
                var limit = parsed.GetValue(deadline);
                if (limit is { } given && !(given > 0 && given <= LongestDeadline.TotalSeconds))
                    faults.Add($"--deadline: must be above 0 and at most {LongestDeadline.TotalSeconds} seconds.");
                var files = parsed.GetValue(config) ?? [];
                if (files.Length > 0)
                    faults.AddRange(
                        new Option[] { fault, seed, trading }
                            .Where(option => parsed.GetResult(option) is { Implicit: false })
                            .Select(option => $"{option.Name}: is for the simulated exchange, not for --config.")
                    );
                if (!ConfigurationFiles.TryRead(files, out var texts, out var unreadable))
                    faults.AddRange(unreadable);
                if (faults.Count > 0)
                    return Task.FromResult(Faults.Report(faults));
                var options = new DrillOptions(
                    plan!,
                    parsed.GetValue(seed),
                    TimeSpan.FromSeconds(seconds),
                    limit is null ? null : TimeSpan.FromSeconds(limit.Value),
                    parsed.GetValue(log),
                    parsed.GetRequiredValue(evidence)
                );
                return files.Length == 0
                    ? DrillRun.SimulatedAsync(options, TimeProvider.System, stop)
                    : DrillRun.RealAsync(options, texts, parsed.GetValue(live), TimeProvider.System, stop);
            }
        );
        return command;
    }
}
