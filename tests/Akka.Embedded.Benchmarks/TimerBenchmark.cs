using Akka.Actor;

namespace Benchmarks;

/// <summary>How late a 10 ms timer is while every core is busy with messages.</summary>
internal static class TimerBenchmark
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(10);

    public static async Task Run(Report report)
    {
        using var system = StartupBenchmark.Create();
        for (var i = 0; i < Environment.ProcessorCount; i++)
        {
            var first = system.ActorOf(Props.Create(() => new Bouncer()));
            var second = system.ActorOf(Props.Create(() => new Bouncer()));
            first.Tell(second, second);
        }
        var late = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var fired = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            var start = TimeProvider.System.GetTimestamp();
            var actor = system.ActorOf(Props.Create(() => new Alarm(fired)));
            system.Scheduler.ScheduleTellOnce(Delay, actor, "now", ActorRefs.NoSender);
            late.Add((TimeProvider.System.GetElapsedTime(start, await fired.Task) - Delay).TotalMilliseconds);
        }
        report.Line("10 ms timer late, median under load", Report.Median(late), "ms", "2 (Akka.NET: 11)");
        report.Line("10 ms timer late, worst of 200", late.Max(), "ms", "-");
    }

    private sealed class Bouncer : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }

    private sealed class Alarm(TaskCompletionSource<long> fired) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            fired.SetResult(TimeProvider.System.GetTimestamp());
            Context.Stop(Self);
        }
    }
}
