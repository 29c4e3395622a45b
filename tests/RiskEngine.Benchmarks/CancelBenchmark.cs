namespace RiskEngine.Benchmarks;

/// <summary>A CancelSession from the question to the event, against the bare loop, in turn.</summary>
internal static class CancelBenchmark
{
    private const int WarmUp = 2_000;
    private const int Rounds = 5_000;

    internal static async Task RunAsync(EngineUnderTest engine, BareLoop bare, string how, Report report)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            await engine.CancelAsync();
            await bare.CancelAsync();
        }

        var (ours, theirs) = (new Timing(), new Timing());
        for (var i = 0; i < Rounds; i++)
        {
            await ours.MeasureAsync(engine.CancelAsync);
            await theirs.MeasureAsync(bare.CancelAsync);
        }

        foreach (var (share, goal) in ((double, double)[])[(0.5, 1.2), (0.99, 1.5)])
            report.Add(
                $"cancel, {how}, warm, p{share * 100:F0}, against the bare loop",
                ours.At(share) / theirs.At(share),
                goal,
                $"{Report.Micros(ours.At(share))} / {Report.Micros(theirs.At(share))}"
            );
    }
}
