namespace Benchmarks;

/// <summary>Prints one line a number, beside its target.</summary>
internal sealed class Report
{
    public static TimeSpan Time(Action action)
    {
        var start = TimeProvider.System.GetTimestamp();
        action();
        return TimeProvider.System.GetElapsedTime(start);
    }

    public static async Task<TimeSpan> Time(Func<Task> action)
    {
        var start = TimeProvider.System.GetTimestamp();
        await action();
        return TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>Rounds of each in turn, so that what else the machine does meets all of them alike.</summary>
    public static async Task<double[][]> Interleaved(int rounds, int operations, params Func<Task>[] runs)
    {
        var times = new double[runs.Length][];
        for (var run = 0; run < runs.Length; run++)
            times[run] = new double[rounds];
        for (var round = 0; round < rounds; round++)
        for (var run = 0; run < runs.Length; run++)
            times[run][round] = (await Time(runs[run])).TotalNanoseconds / operations;
        return times;
    }

    /// <summary>The median of the rounds' own ratios.</summary>
    public static double Ratio(double[] times, double[] baseline) =>
        Median(times.Zip(baseline, (time, bare) => time / bare));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    public void Line(string what, double value, string unit, string target, string note = "") =>
        Console.WriteLine($"{what, -44} {value, 10:F1} {unit, -8} target {target, -28} {note}");
}
