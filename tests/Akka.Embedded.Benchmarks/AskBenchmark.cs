using System.Threading.Channels;
using Akka.Actor;

namespace Benchmarks;

/// <summary>Question and answer, one after the other.</summary>
internal static class AskBenchmark
{
    private const int Questions = 100_000;
    private static readonly object Question = new();

    public static async Task Run(Report report)
    {
        using var system = StartupBenchmark.Create();
        var echo = system.ActorOf(Props.Create(() => new Echo()));
        var times = await Report.Interleaved(
            11,
            Questions,
            ThroughChannels,
            () => AskAll(echo, null),
            () => AskAll(echo, TimeSpan.FromSeconds(5))
        );
        report.Line("Channel<T> round trip", Report.Median(times[0]), "ns", "-");
        foreach (var (what, asked) in new[] { ("", times[1]), (", with a timeout", times[2]) })
            report.Line(
                $"Ask back to back{what}",
                Report.Median(asked),
                "ns",
                "1300, 1.5x of channel",
                $"{Report.Ratio(asked, times[0]):F2}x of channel"
            );
    }

    private static async Task AskAll(IActorRef echo, TimeSpan? timeout)
    {
        for (var i = 0; i < Questions; i++)
            await echo.Ask<object>(Question, timeout);
    }

    private static async Task ThroughChannels()
    {
        var options = new UnboundedChannelOptions { SingleReader = true, SingleWriter = true };
        var (questions, answers) = (Channel.CreateUnbounded<object>(options), Channel.CreateUnbounded<object>(options));
        var answering = Task.Run(async () =>
        {
            await foreach (var question in questions.Reader.ReadAllAsync())
                answers.Writer.TryWrite(question);
        });
        for (var i = 0; i < Questions; i++)
        {
            questions.Writer.TryWrite(Question);
            await answers.Reader.ReadAsync();
        }
        questions.Writer.Complete();
        await answering;
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }
}
