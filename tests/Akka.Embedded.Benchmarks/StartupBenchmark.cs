using System.Diagnostics;
using System.Globalization;
using Akka.Actor;

namespace Benchmarks;

/// <summary>
/// How long a system takes until it can create actors. The first one of a process is nearly all compilation, so the
/// same run shows what an empty process takes; the best of several processes says most on a busy machine.
/// </summary>
internal static class StartupBenchmark
{
    private const int Processes = 9;

    public static async Task Run(Report report)
    {
        var empty = double.MaxValue;
        var first = double.MaxValue;
        for (var i = 0; i < Processes; i++)
        {
            empty = Math.Min(empty, (await Report.Time(() => RunProcess("nothing"))).TotalMilliseconds);
            first = Math.Min(first, double.Parse(await RunProcess("first"), CultureInfo.InvariantCulture));
        }
        var systems = new List<ActorSystem>();
        var later = Report.Median(
            Enumerable.Range(0, 20).Select(_ => Report.Time(() => systems.Add(Create())).TotalMilliseconds)
        );
        await Task.WhenAll(systems.Select(system => system.Terminate()));
        report.Line("empty process", empty, "ms", "-");
        report.Line("system up, first", first, "ms", "30 (Akka.NET: 162)", $"{first / empty:F2}x of an empty process");
        report.Line("system up, later", later, "ms", "30");
    }

    /// <summary>What the process of the first system does: it prints how long that took.</summary>
    public static void RunFirst() =>
        Console.WriteLine(Report.Time(() => Create()).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));

    public static ActorSystem Create() => ActorSystem.Create("bench", "akka.loglevel = WARNING");

    private static async Task<string> RunProcess(string what)
    {
        var dll = typeof(StartupBenchmark).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [dll, what]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
