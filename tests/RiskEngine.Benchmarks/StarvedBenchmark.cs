using Akka.Actor;

namespace RiskEngine.Benchmarks;

/// <summary>When a cancel leaves a process that has blocked every thread of its pool, as a trading system may in its worst minute.</summary>
internal static class StarvedBenchmark
{
    private const int WarmUp = 200;
    private const int Blocked = 64;
    private static readonly TimeSpan BlockedFor = TimeSpan.FromSeconds(1);

    internal static async Task RunAsync(Report report)
    {
        var starved = await MeasureAsync();
        report.Add(
            "cancel leaves while the pool is blocked, against how long it is",
            starved / BlockedFor,
            0.01,
            $"{Report.Micros(starved)} / {Report.Micros(BlockedFor)}"
        );
    }

    private static async Task<TimeSpan> MeasureAsync()
    {
        using var exchange = new DepartureExchange();
        await using var engine = await EngineUnderTest.StartAsync(new Uri("http://127.0.0.1"), exchange);
        var measured = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Not a thread of the pool, since there is to be none.
        new Thread(() => measured.SetResult(Measure(engine, exchange))) { IsBackground = true }.Start();
        return await measured.Task;
    }

    private static TimeSpan Measure(EngineUnderTest engine, DepartureExchange exchange)
    {
        for (var i = 0; i < WarmUp; i++)
            Leave(engine, exchange);

        // Not disposed of: those that are still queued when it opens look at it later.
        var free = new ManualResetEventSlim();
        for (var i = 0; i < Blocked; i++)
            ThreadPool.UnsafeQueueUserWorkItem(_ => free.Wait(), null);
        var open = new Thread(() =>
        {
            var start = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(start) < BlockedFor)
                Thread.Yield();
            free.Set();
        })
        {
            IsBackground = true,
        };
        open.Start();
        var starved = Leave(engine, exchange);
        open.Join();
        return starved;
    }

    private static TimeSpan Leave(EngineUnderTest engine, DepartureExchange exchange)
    {
        var start = TimeProvider.System.GetTimestamp();
        engine.Router.Tell(engine.NewCancel(), ActorRefs.NoSender);
        exchange.AwaitDeparture();
        return TimeProvider.System.GetElapsedTime(start);
    }
}
