using System.Globalization;

namespace RiskEngine.Benchmarks;

/// <summary>A table with ratios, and what they should be.</summary>
internal sealed class Report
{
    private readonly List<(string What, double Ratio, double? Goal, string Detail)> _rows = [];

    /// <param name="what">What is compared.</param>
    /// <param name="ratio">Of the two.</param>
    /// <param name="goal">What it should be at most; null when it is there to be compared with.</param>
    /// <param name="detail">The two, and what explains them.</param>
    internal void Add(string what, double ratio, double? goal, string detail) => _rows.Add((what, ratio, goal, detail));

    internal void Print()
    {
        Console.WriteLine($"{"", -82} {"ratio", 8} {"goal", 8}");
        foreach (var (what, ratio, goal, detail) in _rows)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what, -82} {ratio, 8:F2} {goal, 8:F2} {(ratio > goal ? "MISS" : goal is null ? "" : "ok"), -4} {detail}"
                )
            );
    }

    internal static string Micros(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:F0} us");
}
