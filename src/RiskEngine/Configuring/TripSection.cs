namespace RiskEngine;

/// <summary>Reads at what the engine engages by itself.</summary>
internal static class TripSection
{
    private const string Off = "off";

    internal static TripLimits Read(SectionReader section) =>
        new()
        {
            GuardianFailures = Counts(section.Section("crash-loop"), "failures"),
            UnprovenCancels = Counts(section.Section("unproven-cancels"), "cancels"),
            StoreLost = Time(section.Section("lost-store"), "after"),
            StrategyLoss = section.Section("strategy-loss").Switch("engage"),
            ClockSkew = Time(section.Section("clock-skew"), "above"),
            Messages = Counts(section.Section("order-rate"), "messages"),
            RepeatedOrders = Counts(section.Section("repeated-orders"), "times"),
        };

    private static CountLimit? Counts(SectionReader section, string key)
    {
        var within = section.Duration("within");
        return section.Text(key) == Off ? null : new CountLimit(section.Count(key, 1, 100_000), within);
    }

    private static TimeSpan? Time(SectionReader section, string key) =>
        section.Text(key) == Off ? null : section.Duration(key);
}
