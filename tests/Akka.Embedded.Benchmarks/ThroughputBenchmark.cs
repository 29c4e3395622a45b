using System.Threading.Channels;
using Akka.Actor;

namespace Benchmarks;

/// <summary>One sender to one receiver.</summary>
internal static class ThroughputBenchmark
{
    private const int Messages = 2_000_000;
    private static readonly object Message = new();

    public static async Task Run(Report report)
    {
        using var system = StartupBenchmark.Create();
        var times = await Report.Interleaved(15, Messages, ThroughChannel, () => ThroughActor(system));
        var (channel, tell) = (times[0], times[1]);
        report.Line("Channel<T> hop", Report.Median(channel), "ns", "-");
        report.Line(
            "Tell one to one",
            Report.Median(tell),
            "ns",
            "55, 1.5x of channel",
            $"{Report.Ratio(tell, channel):F2}x of channel"
        );
    }

    private static Task ThroughChannel()
    {
        var channel = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
        var reading = Task.Run(async () =>
        {
            for (var left = Messages; left > 0; )
            {
                await channel.Reader.WaitToReadAsync();
                while (channel.Reader.TryRead(out _))
                    left--;
            }
        });
        for (var i = 0; i < Messages; i++)
            channel.Writer.TryWrite(Message);
        return reading;
    }

    private static async Task ThroughActor(ActorSystem system)
    {
        var done = new TaskCompletionSource();
        var receiver = system.ActorOf(Props.Create(() => new Counter(Messages, done)));
        for (var i = 0; i < Messages; i++)
            receiver.Tell(Message, ActorRefs.NoSender);
        await done.Task;
        await receiver.GracefulStop(TimeSpan.FromSeconds(5));
    }

    private sealed class Counter(int count, TaskCompletionSource done) : UntypedActor
    {
        private int _left = count;

        protected override void OnReceive(object message)
        {
            if (--_left == 0)
                done.SetResult();
        }
    }
}
