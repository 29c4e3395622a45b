using System.Diagnostics;
using Akka.Actor;

namespace Benchmarks;

/// <summary>What a system with nothing to do costs.</summary>
internal static class IdleBenchmark
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(3);

    public static async Task Run(Report report)
    {
        using var system = StartupBenchmark.Create();
        system.Scheduler.ScheduleTellOnce(TimeSpan.FromHours(1), system.DeadLetters, "never", ActorRefs.NoSender);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await Task.Delay(Watched, TimeProvider.System);
        process.Refresh();
        var share = (process.TotalProcessorTime - before) / Watched;
        report.Line("processor time when idle", share * 100, "%", "0 (Akka.NET: 5.8)");
    }
}
