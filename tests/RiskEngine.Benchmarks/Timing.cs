namespace RiskEngine.Benchmarks;

/// <summary>How long things took, and what most of them took at most.</summary>
internal sealed class Timing
{
    private readonly List<TimeSpan> _times = [];

    internal async Task MeasureAsync(Func<Task> action)
    {
        var start = TimeProvider.System.GetTimestamp();
        await action();
        _times.Add(TimeProvider.System.GetElapsedTime(start));
    }

    /// <summary>The time that this share of the measurements did not exceed.</summary>
    internal TimeSpan At(double share)
    {
        var sorted = _times.Order().ToArray();
        return sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(sorted.Length * share) - 1)];
    }
}
