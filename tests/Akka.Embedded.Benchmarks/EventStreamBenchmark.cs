using Akka.Actor;

namespace Benchmarks;

/// <summary>Publishing to one subscriber.</summary>
internal static class EventStreamBenchmark
{
    private const int Events = 1_000_000;

    public static async Task Run(Report report)
    {
        using var system = StartupBenchmark.Create();
        var times = await Report.Interleaved(
            15,
            Events,
            () => SendAll(system, subscriber => @event => subscriber.Tell(@event, ActorRefs.NoSender)),
            () => SendAll(system, _ => system.EventStream.Publish)
        );
        report.Line(
            "EventStream to one subscriber",
            Report.Median(times[1]),
            "ns",
            "97, 1.8x of Tell (Akka.NET)",
            $"{Report.Ratio(times[1], times[0]):F2}x of Tell"
        );
    }

    private static async Task SendAll(ActorSystem system, Func<IActorRef, Action<object>> way)
    {
        var done = new TaskCompletionSource();
        var subscriber = system.ActorOf(Props.Create(() => new Subscriber(done)));
        system.EventStream.Subscribe(subscriber, typeof(Event));
        var (send, @event) = (way(subscriber), new Event());
        for (var i = 0; i < Events; i++)
            send(@event);
        await done.Task;
        await subscriber.GracefulStop(TimeSpan.FromSeconds(5));
    }

    private sealed class Event;

    private sealed class Subscriber(TaskCompletionSource done) : UntypedActor
    {
        private int _left = Events;

        protected override void OnReceive(object message)
        {
            if (--_left == 0)
                done.SetResult();
        }
    }
}
