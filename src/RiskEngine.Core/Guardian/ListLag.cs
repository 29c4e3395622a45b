namespace RiskEngine.Core;

/// <summary>How far the exchange's list of open orders was caught behind what single answers had said.</summary>
/// <param name="Worst">The longest that it was caught lagging; zero: never.</param>
/// <param name="At">When that was, on the running clock.</param>
internal readonly record struct ListLag(TimeSpan Worst, TimeSpan At)
{
    /// <summary>A list that lagged once is not trusted for longer than it takes most incidents to pass.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>How many times its worst lag a list has to be quiet.</summary>
    private const int Caution = 2;

    internal ListLag Observe(TimeSpan lag, TimeSpan now) =>
        lag > Worst || now - At > Memory ? new ListLag(lag > TimeSpan.Zero ? lag : TimeSpan.Zero, now) : this;

    /// <summary>For how long the list has to show nothing before that is a proof.</summary>
    internal TimeSpan Quiet(GuardianLimits limits, TimeSpan now)
    {
        var cautious = now - At > Memory ? TimeSpan.Zero : Worst * Caution;
        return cautious > limits.ListLagLimit ? cautious : limits.ListLagLimit;
    }
}
