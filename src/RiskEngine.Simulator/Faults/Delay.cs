namespace RiskEngine.Simulator.Faults;

/// <summary>A distribution of delays: fixed when both bounds are equal, else uniform or long-tailed.</summary>
/// <param name="Least">The shortest delay.</param>
/// <param name="Most">The longest delay; not below <paramref name="Least"/>.</param>
/// <param name="IsLongTailed">
/// False: uniform. True: bounded Pareto; half lie below 1.8 times the shortest, one in a hundred above 46 times (if the
/// longest leaves room for it).
/// </param>
internal sealed record Delay(TimeSpan Least, TimeSpan Most, bool IsLongTailed = false)
{
    private const double Shape = 1.2;

    public TimeSpan Draw(Random random)
    {
        if (Least == Most)
            return Least;
        var chance = random.NextDouble();
        return IsLongTailed
            ? Least * Math.Pow(1 - chance * (1 - Math.Pow(Least / Most, Shape)), -1 / Shape)
            : Least + (Most - Least) * chance;
    }
}
