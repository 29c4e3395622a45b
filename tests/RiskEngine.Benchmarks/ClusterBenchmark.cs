namespace RiskEngine.Benchmarks;

/// <summary>
/// From an engagement on one node to the cancel that leaves another, over a PostgreSQL database of its own, in turn with
/// the least that this can cost: a row that one connection adds and tells of, and another hears of and reads.
/// </summary>
internal static class ClusterBenchmark
{
    /// <summary>Each with a history of its own: a node reads all of it whenever it changes, and a desk engages seldom.</summary>
    private const int Desks = 8;

    private const int WarmUp = 5;
    private const int Rounds = 25;

    internal static async Task RunAsync(Report report)
    {
        if (PostgresBinaries.Missing is { } reason)
        {
            Console.WriteLine($"The cluster is not measured: it {reason}.");
            return;
        }

        await using var server = await PostgresServer.StartAsync();
        await using var bare = await BareTelling.StartAsync(await server.NewDatabaseAsync());
        var (ours, theirs) = (new Timing(), new Timing());
        await MeasureAsync(await server.NewDatabaseAsync(), bare, new Timing(), new Timing());
        for (var i = 0; i < Desks; i++)
            await MeasureAsync(await server.NewDatabaseAsync(), bare, ours, theirs);

        foreach (var share in (double[])[0.5, 0.99])
            report.Add(
                $"engaged on one node, the cancel leaves another, p{share * 100:F0}, against a row told of",
                ours.At(share) / theirs.At(share),
                5,
                $"{Report.Micros(ours.At(share))} / {Report.Micros(theirs.At(share))}"
            );
    }

    private static async Task MeasureAsync(string database, BareTelling bare, Timing ours, Timing theirs)
    {
        using var exchange = new DepartureExchange();
        await using var holder = await NodeUnderTest.StartAsync("desk-b", database, exchange);
        await holder.UntilActiveAsync();
        await using var engager = await NodeUnderTest.StartAsync("desk-a", database, exchange);
        for (var i = 0; i < WarmUp + Rounds; i++)
        {
            var (engaging, telling) = i < WarmUp ? (new Timing(), new Timing()) : (ours, theirs);
            await telling.MeasureAsync(bare.TellAsync);
            await engaging.MeasureAsync(async () =>
            {
                engager.Engage();
                await exchange.DepartureAsync();
            });
            await engager.ResetAsync();
            await holder.UntilActiveAsync();
        }
    }
}
