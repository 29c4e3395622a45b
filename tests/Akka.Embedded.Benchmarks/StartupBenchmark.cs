using Akka.Actor;

namespace Benchmarks;

/// <summary>How long a system takes until it can create actors: first in the process, and later ones.</summary>
internal static class StartupBenchmark
{
    public static async Task Run(Report report)
    {
        var systems = new List<ActorSystem>();
        var first = Report.Time(() => systems.Add(Create()));
        var later = Report.Median(
            Enumerable.Range(0, 20).Select(_ => Report.Time(() => systems.Add(Create())).TotalMilliseconds)
        );
        await Task.WhenAll(systems.Select(system => system.Terminate()));
        report.Line("system up, first in the process", first.TotalMilliseconds, "ms", "30 (Akka.NET: 162)");
        report.Line("system up, later", later, "ms", "30");
    }

    public static ActorSystem Create() => ActorSystem.Create("bench", "akka.loglevel = WARNING");
}
