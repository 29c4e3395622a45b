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

    public static async Task<double> MedianNanoseconds(int rounds, int operations, Func<Task> round)
    {
        var times = new List<double>();
        for (var i = 0; i < rounds; i++)
            times.Add((await Time(round)).TotalNanoseconds / operations);
        return Median(times);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    public void Line(string what, double value, string unit, string target, string note = "") =>
        Console.WriteLine($"{what, -44} {value, 10:F1} {unit, -8} target {target, -22} {note}");
}
