using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using RiskEngine.Host.Telemetry;

namespace RiskEngine.Host.Tests.Telemetry;

/// <summary>Alerts and dashboards hang on names: each that they use is one that is served.</summary>
public sealed partial class MetricsContractSpec
{
    [Theory]
    [InlineData("alerts.yml", 7)]
    [InlineData("dashboard.json", 8)]
    [InlineData("operations.md", 7)]
    public void Name_must_be_served_when_somebody_is_told_to_watch_it(string file, int atLeast)
    {
        var served = Served();
        var used = Names()
            .Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Watched", file)))
            .Select(match => Parts().Replace(match.Value, ""))
            .Distinct()
            .ToList();

        used.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        used.Except(served).ShouldBeEmpty();
    }

    private static List<string> Served()
    {
        using var meters = new EngineMeters(TimeProvider.System);
        LogMeters.Measure([], meters.Meter);
        var names = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter == meters.Meter)
                names.Add(MetricFamily.NameOf(instrument));
        };
        listener.Start();
        return names;
    }

    [GeneratedRegex("risk_engine_[a-z_]+")]
    private static partial Regex Names();

    /// <summary>What of a histogram is read.</summary>
    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Parts();
}
