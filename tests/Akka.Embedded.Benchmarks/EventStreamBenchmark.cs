using Akka.Actor;

namespace Benchmarks;

/// <summary>Publishing to one subscriber.</summary>
internal static class EventStreamBenchmark
{
    private const int Events = 1_000_000;

    public static async Task Run(Report report)
    {
        using var system = StartupBenchmark.Create();
        var publish = await Report.MedianNanoseconds(7, Events, () => PublishAll(system));
        report.Line("EventStream to one subscriber", publish, "ns", "97 (Akka.NET)");
    }

    private static async Task PublishAll(ActorSystem system)
    {
        var done = new TaskCompletionSource();
        var subscriber = system.ActorOf(Props.Create(() => new Subscriber(done)));
        system.EventStream.Subscribe(subscriber, typeof(Event));
        var published = new Event();
        for (var i = 0; i < Events; i++)
            system.EventStream.Publish(published);
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
