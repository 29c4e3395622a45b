using Akka.Actor;

namespace Benchmarks;

/// <summary>What an actor costs to keep, to create and to stop, and what is left of it afterwards.</summary>
internal static class FootprintBenchmark
{
    private const int Actors = 100_000;
    private const int Rounds = 5;

    public static async Task Run(Report report)
    {
        using var system = StartupBenchmark.Create();
        var props = Props.Create(() => new Idle());
        await Round(system, props);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var rounds = new List<(double Create, double Stop, double Bytes)>();
        for (var round = 0; round < Rounds; round++)
            rounds.Add(await Round(system, props));
        // A leak grows with every round; what the pool keeps of its own queue does not.
        var left = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Rounds;
        report.Line(
            "idle ReceiveActor",
            Report.Median(rounds.Select(round => round.Bytes)),
            "bytes",
            "1024 (Akka.NET: 1992)"
        );
        report.Line("create an actor", Report.Median(rounds.Select(round => round.Create)), "us", "19 (Akka.NET)");
        report.Line("stop an actor", Report.Median(rounds.Select(round => round.Stop)), "us", "18 (Akka.NET)");
        report.Line("left of each after 100,000 stopped", left / Actors, "bytes", "0");
    }

    private static async Task<(double Create, double Stop, double Bytes)> Round(ActorSystem system, Props props)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var actors = new IActorRef[Actors];
        var create = await Report.Time(async () =>
        {
            for (var i = 0; i < Actors; i++)
                actors[i] = system.ActorOf(props);
            await Task.WhenAll(actors.Select(actor => actor.Ask<ActorIdentity>(new Identify(null))));
        });
        var bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Actors;
        var stop = await Report.Time(() =>
            Task.WhenAll(actors.Select(actor => actor.GracefulStop(TimeSpan.FromSeconds(30))))
        );
        return (create.TotalMicroseconds / Actors, stop.TotalMicroseconds / Actors, bytes);
    }

    private sealed class Idle : ReceiveActor
    {
        public Idle() => Receive<string>(_ => { });
    }
}
