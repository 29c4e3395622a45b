namespace RiskEngine.Benchmarks;

/// <summary>A CancelSession from the question to the event, against the bare loop, in turn.</summary>
internal static class CancelBenchmark
{
    /// <summary>Until both processes run the code that the runtime ends with: it watches the first runs and then compiles anew.</summary>
    private const int WarmUp = 10_000;

    internal static async Task RunAsync(
        EngineUnderTest engine,
        BareLoop bare,
        string how,
        Report report,
        int rounds = 5_000,
        int warmUp = WarmUp,
        bool hasGoals = true
    )
    {
        for (var i = 0; i < warmUp; i++)
        {
            await engine.CancelAsync();
            await bare.CancelAsync();
        }

        var (ours, theirs, asking) = (new Timing(), new Timing(), new Timing());
        for (var i = 0; i < rounds; i++)
        {
            await ours.MeasureAsync(engine.CancelAsync);
            await theirs.MeasureAsync(bare.CancelAsync);
            await asking.MeasureAsync(() => engine.AskAsync(EngineUnderTest.Nobody));
        }

        foreach (var (share, goal) in ((double, double)[])[(0.5, 1.2), (0.99, 1.5)])
            report.Add(
                $"cancel, {how}, warm, p{share * 100:F0}, against the bare loop",
                ours.At(share) / theirs.At(share),
                hasGoals ? goal : null,
                $"{Report.Micros(ours.At(share))} / {Report.Micros(theirs.At(share))}; to ask and be answered alone, nothing sent: "
                    + Report.Micros(asking.At(share))
            );
    }
}
