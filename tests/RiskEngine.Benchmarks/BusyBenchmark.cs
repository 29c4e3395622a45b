namespace RiskEngine.Benchmarks;

/// <summary>A cancel that arrives while a thousand order requests wait, each of which takes the exchange 20 ms.</summary>
internal static class BusyBenchmark
{
    private const int Waiting = 1_000;
    private const int Rounds = 50;

    internal static async Task RunAsync(EngineUnderTest engine, string scheme, Report report)
    {
        var idle = new Timing();
        for (var i = 0; i < Rounds; i++)
            await idle.MeasureAsync(engine.CancelAsync);

        var orders = Enumerable.Range(0, Waiting).Select(_ => engine.OrderAsync()).ToList();
        var busy = new Timing();
        for (var i = 0; i < Rounds; i++)
            await busy.MeasureAsync(engine.CancelAsync);
        var left = orders.Count(order => !order.IsCompleted);

        report.Add(
            $"cancel, {scheme}, {left} of {Waiting} order requests waiting, p50, against none",
            busy.At(0.5) / idle.At(0.5),
            3,
            $"{Report.Micros(busy.At(0.5))} / {Report.Micros(idle.At(0.5))}; one order takes 20000 us"
        );
    }
}
