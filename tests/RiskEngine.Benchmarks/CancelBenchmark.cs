namespace RiskEngine.Benchmarks;

/// <summary>A CancelSession from the question to the event, against the bare loop, in turn.</summary>
internal static class CancelBenchmark
{
    /// <summary>Until both processes run the code that the runtime ends with: it watches the first runs and then compiles anew.</summary>
    private const int WarmUp = 10_000;

    /// <summary>The run is cut into so many parts: the ratio is the median of theirs, so that what the machine does meanwhile spoils few of them.</summary>
    private const int Parts = 10;

    /// <summary>Of which the bytes are the mean.</summary>
    private const int CountedRounds = 500;

    internal static async Task RunAsync(
        EngineUnderTest engine,
        BareLoop bare,
        string how,
        Report report,
        int rounds = 5_000,
        int warmUp = WarmUp,
        double? medianGoal = null,
        double? slowestGoal = null
    )
    {
        for (var i = 0; i < warmUp; i++)
        {
            await engine.CancelAsync();
            await bare.CancelAsync();
        }

        var parts = new List<(Timing Ours, Timing Theirs, Timing Asking)>();
        for (var i = 0; i < Parts; i++)
            parts.Add(await MeasureAsync(engine, bare, rounds / Parts));
        foreach (var (share, goal) in ((double, double?)[])[(0.5, medianGoal), (0.99, slowestGoal)])
        {
            var (ours, theirs, asking) = parts.OrderBy(x => x.Ours.At(share) / x.Theirs.At(share)).ElementAt(Parts / 2);
            report.Add(
                $"cancel, {how}, warm, p{share * 100:F0}, against the bare loop",
                ours.At(share) / theirs.At(share),
                goal,
                $"{Report.Micros(ours.At(share))} / {Report.Micros(theirs.At(share))}; to ask and be answered alone, nothing sent: "
                    + Report.Micros(asking.At(share))
            );
        }

        var (allocated, least) = (await BytesOfAsync(engine.CancelAsync), await BytesOfAsync(bare.CancelAsync));
        report.Add(
            $"bytes that a cancel allocates, {how}, against those of the bare loop",
            (double)allocated / least,
            3,
            $"{allocated} / {least} bytes"
        );
    }

    /// <summary>What does not depend on how busy the machine is.</summary>
    private static async Task<long> BytesOfAsync(Func<Task> cancel)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < CountedRounds; i++)
            await cancel();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / CountedRounds;
    }

    private static async Task<(Timing Ours, Timing Theirs, Timing Asking)> MeasureAsync(
        EngineUnderTest engine,
        BareLoop bare,
        int rounds
    )
    {
        var (ours, theirs, asking) = (new Timing(), new Timing(), new Timing());
        for (var i = 0; i < rounds; i++)
        {
            await ours.MeasureAsync(engine.CancelAsync);
            await theirs.MeasureAsync(bare.CancelAsync);
            await asking.MeasureAsync(() => engine.AskAsync(EngineUnderTest.Nobody));
        }

        return (ours, theirs, asking);
    }
}
